import { pino } from "pino";
import type { Logger } from "pino";

/** A line of the log as its readers need it. */
interface LogLine {
  readonly level: number;
  readonly msg: string;
}

const errorLevel = 50;

function isLogLine(value: unknown): value is LogLine {
  if (typeof value !== "object" || value === null || !("level" in value) || !("msg" in value)) return false;
  return typeof value.level === "number" && typeof value.msg === "string";
}

/** Reads the text and whether it tells of a failure from a line of the log. */
export function readLogLine(line: string): { readonly text: string; readonly failure: boolean } {
  const parsed: unknown = JSON.parse(line);
  return isLogLine(parsed)
    ? { text: parsed.msg, failure: parsed.level >= errorLevel }
    : { text: line.trimEnd(), failure: false };
}

/** A logger that gives every line, as JSON with its line break, to all readers before the next step starts. */
export function createRunLogger(readers: readonly ((line: string) => void)[]): Logger {
  return pino(
    { base: null },
    {
      write(line: string) {
        for (const read of readers) read(line);
      },
    },
  );
}
