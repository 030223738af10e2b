import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { z } from "zod";

/** A program of the benchmark in a process of its own, so that what measures does not share a processor's turn with what is measured. */
export interface Helper<Message> extends AsyncDisposable {
  /** The next thing that it tells. Rejects when it ends without a word. */
  next(): Promise<Message>;
}

/** Ends a process and waits until it is gone. */
export async function ended(child: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** Starts a file of this folder with its settings as the one argument; what it sends has the form of the schema. */
export function startHelper<Message>(
  file: string,
  settings: unknown,
  schema: z.ZodType<Message>,
): Helper<Message> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const told: unknown[] = [];
  let wake = Promise.withResolvers<void>();
  const wakeUp = () => wake.resolve();
  child.on("message", (message) => {
    told.push(message);
    wakeUp();
  });
  // Not at its exit: what it sent last may still be on its way.
  let isOver = false;
  child.once("close", () => {
    isOver = true;
    wakeUp();
  });
  return {
    async next() {
      while (told.length === 0) {
        if (isOver)
          throw new Error(`${file} ended with ${child.exitCode ?? child.signalCode} before it was done.`);
        await wake.promise;
        wake = Promise.withResolvers();
      }
      return schema.parse(told.shift());
    },
    [Symbol.asyncDispose]: () => ended(child),
  };
}

/** The settings that a helper was started with. */
export function settingsOf<T>(schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(process.argv[2] ?? "{}"));
}

/** Tells something to whoever started this helper. Resolves when it is on its way; to leave before would cut it. */
export async function tell(message: unknown): Promise<void> {
  await new Promise<void>((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, undefined, undefined, () => resolve());
  });
}
