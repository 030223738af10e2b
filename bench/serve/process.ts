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
  child.once("exit", wakeUp);
  return {
    async next() {
      while (told.length === 0) {
        if (child.exitCode !== null || child.signalCode !== null)
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

/** Tells something to whoever started this helper. */
export function tell(message: unknown): void {
  process.send?.(message);
}
