import type { Readable, Writable } from "node:stream";
import { Worker } from "node:worker_threads";
import { programFile } from "../program-file.ts";
import { bothReports } from "./cycle-report.ts";
import type { CycleAnswer, CycleOrder, CyclePart, DevThreadData, WatchedPlaces } from "./messages.ts";

/** The threads that have the project loaded: one checks it while the other runs it. */
export interface ProjectThreads {
  order(order: CycleOrder): void;
  end(): Promise<void>;
}

interface Listeners {
  answered(answer: CycleAnswer): void;
  /** The project's code ended a thread: it called `process.exit`, or threw where nobody waits for it. */
  ended(reason: string): void;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}

function bothPlaces(one: WatchedPlaces | null, other: WatchedPlaces | null): WatchedPlaces | null {
  if (one === null || other === null) return one ?? other;
  const { root, trees } = one;
  return {
    root,
    trees,
    folders: union(one.folders, other.folders),
    files: union(one.files, other.files),
    fixed: union(one.fixed, other.fixed),
  };
}

function startWorker(data: DevThreadData, output: Writable): Worker {
  const worker = new Worker(programFile, { argv: ["dev"], workerData: data, stdout: true, stderr: true });
  const pass = (stream: Readable): void => {
    stream.on("data", (chunk: Buffer) => output.write(chunk));
  };
  pass(worker.stdout);
  pass(worker.stderr);
  return worker;
}

/**
 * Starts the threads: this program once more, beside itself. Threads and not processes, because a thread cannot outlive
 * us, and can be ended even while a handler runs in a circle. What handlers print goes to `output`.
 */
export function startProjectThreads(
  data: Omit<DevThreadData, "part">,
  output: Writable,
  listeners: Listeners,
): ProjectThreads {
  const answers: Partial<Record<CyclePart, CycleAnswer>> = {};
  let over = false;
  const end = async (): Promise<void> => {
    over = true;
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  const lost = (reason: string): void => {
    if (over) return;
    void end();
    listeners.ended(reason);
  };
  const workers = (["check", "run"] as const).map((part) => {
    const worker = startWorker({ ...data, part }, output);
    worker.on("message", (answer: CycleAnswer) => {
      answers[part] = answer;
      const { check, run } = answers;
      if (over || check === undefined || run === undefined || check.id !== run.id) return;
      listeners.answered({
        id: check.id,
        result: bothReports(check.result, run.result),
        places: bothPlaces(check.places, run.places),
        heapBytes: Math.max(check.heapBytes, run.heapBytes),
      });
    });
    worker.on("error", (error) => lost(reasonOf(error)));
    worker.on("exit", (code) => lost(`exit code ${code}`));
    return worker;
  });
  return {
    order(order) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; windows do
      for (const worker of workers) worker.postMessage(order);
    },
    end,
  };
}
