import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";

/** A file that takes lines, one write each, so that nothing is lost when the process dies. */
export interface LineFile {
  /** Gives whether the whole line is in the file. */
  write(line: string): boolean;
  close(): void;
}

const lineFeed = 10;

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/**
 * Opens a file for appending lines. Throws a `UsageError` when it cannot be opened. When it later takes no more, as on
 * a full disk, `onFailure` is told once with a sentence, and the run it describes goes on; each line is tried, so that
 * the file goes on too once there is room again. A line that was cut off is ended before the next one begins.
 */
export function openLineFile(
  flag: string,
  path: string,
  cwd: string,
  onFailure: (message: string) => void,
): LineFile {
  let descriptor: number;
  try {
    descriptor = openSync(resolve(cwd, path), "a");
  } catch (error) {
    throw new UsageError(
      "log-unwritable",
      `\`--${flag} ${path}\` cannot be opened for writing (${errorCode(error)}).`,
      {
        hint: "Name a file in a folder that exists and may be written to.",
        cause: error,
      },
    );
  }
  let failing = false;
  let cut = false;
  /** Writes all of it. Throws when a part was not taken. */
  const writeAll = (text: string): void => {
    let rest = Buffer.from(text);
    while (rest.length > 0) {
      const taken = writeSync(descriptor, rest);
      cut = rest.at(taken - 1) !== lineFeed;
      rest = rest.subarray(taken);
    }
  };
  return {
    write(line) {
      try {
        writeAll(cut ? `\n${line}` : line);
        failing = false;
        return true;
      } catch (error) {
        if (!failing)
          onFailure(
            `\`--${flag} ${path}\` takes no more lines (${errorCode(error)}); the run went on without it.`,
          );
        failing = true;
        return false;
      }
    },
    close: () => closeSync(descriptor),
  };
}
