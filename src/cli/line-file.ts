import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";

/** A file that takes lines, one write each, so that nothing is lost when the process dies. */
export interface LineFile {
  write(line: string): void;
  close(): void;
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/**
 * Opens a file for appending lines. Throws a `UsageError` when it cannot be opened. When it later takes no more, as on
 * a full disk, `onFailure` is told once with a sentence, and the run it describes goes on.
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
  let failed = false;
  return {
    write(line) {
      if (failed) return;
      try {
        writeSync(descriptor, line);
      } catch (error) {
        failed = true;
        onFailure(
          `\`--${flag} ${path}\` takes no more lines (${errorCode(error)}); the run went on without it.`,
        );
      }
    },
    close: () => closeSync(descriptor),
  };
}
