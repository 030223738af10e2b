import { createRequire } from "node:module";
import type * as Pino from "pino";
import { RunError } from "./errors.ts";

const load = createRequire(import.meta.url);

/** Where log lines go. */
export interface LoggerOptions {
  /** A path, made with its folders when missing and added to when not; or an open file descriptor, such as 2 for stderr. */
  readonly destination: string | number;
  /** `info` when absent: a line for every completion. `warn` leaves failures only. */
  readonly level?: "debug" | "info" | "warn" | "error" | "silent" | undefined;
  /** Called once when a line cannot be written; the run goes on without its log. Without it, that fails the run. */
  readonly onError?: ((error: RunError) => void) | undefined;
}

/**
 * A logger that has written each line when the call returns: there is nothing to flush when the process ends, be it by
 * a crash. Throws a `RunError` when the destination cannot be opened.
 */
export function createLogger(options: LoggerOptions): Pino.Logger {
  const { destination: dest, level = "info", onError } = options;
  const name = typeof dest === "string" ? dest : `file descriptor ${dest}`;
  // Loaded by the first logger: whoever only checks or shows a project pays nothing for it.
  const { pino }: typeof Pino = load("pino");
  let reported = false;
  try {
    const destination = pino.destination({ dest, sync: true, mkdir: true });
    // Thrown from here it reaches the caller of the logger, since the destination writes while it is called.
    destination.on("error", (error: unknown) => {
      const unwritable = logUnwritable(name, error);
      if (onError === undefined) throw unwritable;
      if (!reported) onError(unwritable);
      reported = true;
    });
    return pino({ level }, destination);
  } catch (error) {
    throw logUnwritable(name, error);
  }
}

const hints: Readonly<Record<string, string>> = {
  ENOSPC: "free some space on that disk, or log to another one",
  EACCES: "log to a path that this user may write",
  EROFS: "log to a disk that is not read-only",
  EISDIR: "name a file, not a folder",
};

function logUnwritable(name: string, cause: unknown): RunError {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new RunError("log-unwritable", `The log \`${name}\` cannot be written: ${why}.`, {
    hint: typeof code === "string" ? hints[code] : undefined,
    cause,
  });
}
