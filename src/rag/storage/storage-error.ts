import { ZodError } from "zod";
import { RagstepError } from "../../diagnostics/errors.ts";

interface Failure {
  readonly code: string;
  readonly says: string;
  readonly hint: string;
}

/** The primary result codes of SQLite that a user can do something about. */
const failures: Readonly<Record<number, Failure>> = {
  5: {
    code: "database-locked",
    says: "is locked by another process",
    hint: "Wait until the other process has ended, or stop it, and try again.",
  },
  6: {
    code: "database-locked",
    says: "is locked by another connection",
    hint: "Wait until the other process has ended, or stop it, and try again.",
  },
  8: {
    code: "database-unwritable",
    says: "cannot be written",
    hint: "Make the file and its folder writable, or name another path.",
  },
  10: {
    code: "database-io",
    says: "cannot be read or written: the disk reports an error",
    hint: "Check the disk, or name a path on another one.",
  },
  11: {
    code: "database-corrupt",
    says: "is damaged",
    hint: "Restore it from a copy, or move it away: it is made anew at the next start.",
  },
  13: {
    code: "database-full",
    says: "cannot grow: the disk is full",
    hint: "Free some space on the disk, or name a path on another one.",
  },
  14: {
    code: "database-unopenable",
    says: "cannot be opened",
    hint: "Check that the path names a file in a folder that may be written.",
  },
  23: {
    code: "database-unopenable",
    says: "cannot be opened: access is denied",
    hint: "Check the rights on the file and its folder.",
  },
  26: {
    code: "database-corrupt",
    says: "is not a database",
    hint: "Name another path, or move the file away: a database is made in its place at the next start.",
  },
};

/** A failure of the database file. The message names the file, the hint says what to do. */
export class StorageError extends RagstepError {
  readonly path: string;

  constructor(
    code: string,
    path: string,
    message: string,
    details: { readonly hint: string; readonly cause?: unknown },
  ) {
    super(code, message, details);
    this.path = path;
  }
}

/** SQLite's number for what went wrong, without the extension bits; undefined when the error is not SQLite's. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number")
    return undefined;
  return error.errcode & 0xff;
}

/** The error to throw for one that came out of `node:sqlite`. What is not a failure of the file is given back as it is. */
export function toStorageError(path: string, error: unknown): unknown {
  // A row that its schema refuses was not written by this program.
  const code = error instanceof ZodError ? 11 : primaryCode(error);
  const failure = code === undefined ? undefined : failures[code];
  if (failure === undefined) return error;
  return new StorageError(failure.code, path, `The database \`${path}\` ${failure.says}.`, {
    hint: failure.hint,
    cause: error,
  });
}
