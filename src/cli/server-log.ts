import type { Logger } from "pino";
import { openLineFile } from "./line-file.ts";
import { createRunLogger, readLogLine } from "./run-log.ts";
import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** The log of a server that runs. */
export interface ServerLog {
  readonly logger: Logger;
  /** Lines that the file did not take. */
  readonly dropped: () => number;
  close(): void;
}

/**
 * Each line goes to the file, when one is named, and is there when the next step starts; without a file it goes to
 * stderr. Throws a `UsageError` when the file cannot be opened.
 */
export function openServerLog(
  { cwd, env, stderr }: Terminal,
  path: string | undefined,
  warn: (message: string) => void,
): ServerLog {
  let dropped = 0;
  let warned = 0;
  const file = path === undefined ? null : openLineFile("log", path, cwd, warn);
  const palette = paletteFor(stderr, env);
  const logger = createRunLogger([
    (line) => {
      if (file === null) {
        const { text, failure } = readLogLine(line);
        writeLine(stderr, failure ? palette.red(text) : palette.dim(text));
        return;
      }
      if (!file.write(line)) dropped++;
      else if (dropped > warned) {
        warn(`The log takes lines again; ${dropped - warned} were not written.`);
        warned = dropped;
      }
    },
  ]);
  return { logger, dropped: () => dropped, close: () => file?.close() };
}
