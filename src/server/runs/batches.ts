import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { applyTo } from "./statements.ts";
import type { Statement } from "./statements.ts";
import type { Written } from "./write-thread.ts";

/** Where statements are written, all of a list or none; one list at a time. */
export interface Batches {
  /** Resolves when they are committed. Rejects with SQLite's error, its code in `errcode`. */
  take(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

/** What SQLite said in another thread. */
class WriteError extends Error {
  readonly errcode: number;

  constructor(message: string, errcode: number) {
    super(message);
    this.errcode = errcode;
  }
}

/** Writes in this thread: a database that lives in memory has no other. */
export function batchesHere(db: DatabaseSync): Batches {
  const apply = applyTo(db);
  return { take: async (statements) => apply(statements), close: async () => undefined };
}

/** Beside this file, as TypeScript in a checkout and as JavaScript in the package. */
const threadFile = new URL(
  import.meta.url.endsWith(".ts") ? "./write-thread.ts" : "./write-thread.js",
  import.meta.url,
);

/** Writes a file in a thread of its own. A thread that dies is followed by another at the next list. */
export function batchesInThread(path: string): Batches {
  let thread: Worker | null = null;
  let waiting: PromiseWithResolvers<void> | null = null;

  const ended = (why: string) => {
    thread = null;
    waiting?.reject(new WriteError(why, 0));
    waiting = null;
  };
  const start = (): Worker => {
    const started = new Worker(threadFile, { workerData: path, execArgv: [] });
    // What is under way is waited for by whoever asked; an idle thread keeps no process from ending.
    started.unref();
    started.on("message", (written: Written) => {
      const { resolve, reject } = waiting ?? {};
      waiting = null;
      if (written.error === null) resolve?.();
      else reject?.(new WriteError(written.error, written.errcode));
    });
    started.once("error", (error) => ended(String(error)));
    started.once("exit", () => ended("The thread that writes has ended."));
    return started;
  };

  return {
    async take(statements) {
      thread ??= start();
      waiting = Promise.withResolvers();
      const { promise } = waiting;
      // Until it is answered the process must not end.
      thread.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; windows do
      thread.postMessage(statements);
      await promise.finally(() => thread?.unref());
    },
    async close() {
      const last = thread;
      if (last === null) return;
      last.removeAllListeners("exit");
      await last.terminate();
    },
  };
}
