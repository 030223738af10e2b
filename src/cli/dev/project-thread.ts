import type { Readable, Writable } from "node:stream";
import { Worker } from "node:worker_threads";
import { programFile } from "../program-file.ts";
import type { CycleAnswer, CycleOrder, DevThreadData } from "./messages.ts";

/** The thread that has the project loaded. */
export interface ProjectThread {
  order(order: CycleOrder): void;
  end(): Promise<void>;
}

interface Listeners {
  answered(answer: CycleAnswer): void;
  /** The project's code ended the thread: it called `process.exit`, or threw where nobody waits for it. */
  ended(reason: string): void;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/**
 * Starts the thread: this program once more, beside itself. A thread and not a process, because a thread cannot outlive
 * us, and can be ended even while a handler runs in a circle. What handlers print goes to `output`.
 */
export function startProjectThread(
  data: DevThreadData,
  output: Writable,
  listeners: Listeners,
): ProjectThread {
  const worker = new Worker(programFile, {
    argv: ["dev"],
    workerData: data,
    stdout: true,
    stderr: true,
  });
  let over = false;
  const end = (reason: string): void => {
    if (over) return;
    over = true;
    listeners.ended(reason);
  };
  const pass = (stream: Readable): void => {
    stream.on("data", (chunk: Buffer) => output.write(chunk));
  };
  pass(worker.stdout);
  pass(worker.stderr);
  worker.on("message", (answer: CycleAnswer) => {
    if (!over) listeners.answered(answer);
  });
  worker.on("error", (error) => end(reasonOf(error)));
  worker.on("exit", (code) => end(`exit code ${code}`));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; windows do
    order: (order) => worker.postMessage(order),
    async end() {
      over = true;
      await worker.terminate();
    },
  };
}
