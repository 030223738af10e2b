import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { RagstepError, UsageError } from "../../diagnostics/errors.ts";
import { runMigrations } from "./run-tables.ts";
import { inTransaction } from "./statements.ts";

/** Whether another connection holds the file: to be tried again. */
export function isBusy(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, "errcode") : undefined;
  // SQLITE_BUSY and SQLITE_LOCKED, with or without their extended part.
  return typeof code === "number" && [5, 6].includes(code & 0xff);
}

function migrate(db: DatabaseSync, path: string): void {
  const version = () => Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  if (version() === runMigrations.length) return;
  inTransaction(db, () => {
    const from = version();
    if (from > runMigrations.length)
      throw new UsageError("runs-newer", `The database of runs \`${path}\` was made by a newer ragstep.`, {
        hint: 'server: { runs: { path: ".ragstep/runs-2.db" } },',
      });
    for (const script of runMigrations.slice(from)) db.exec(script);
    db.exec(`PRAGMA user_version = ${runMigrations.length}`);
  });
}

/** Opens the file and brings it to the newest version. Throws a `UsageError` when that cannot be done. */
export function openRunDatabase(path: string): DatabaseSync {
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    // At the start a lock may be waited for, until `waitNoMore`.
    const db = new DatabaseSync(path, { timeout: 5000 });
    db.exec("PRAGMA journal_mode = WAL");
    // A commit is safe from the end of this process at once; from a power cut, from the next checkpoint on.
    db.exec("PRAGMA synchronous = NORMAL");
    db.exec("PRAGMA foreign_keys = ON");
    migrate(db, path);
    return db;
  } catch (error) {
    if (error instanceof RagstepError) throw error;
    throw new UsageError("runs-unopenable", `The database of runs \`${path}\` cannot be opened.`, {
      hint: "Name a path in a folder that may be written: `server: { runs: { path: … } }`.",
      cause: error,
    });
  }
}

/** From now on the server has others to serve while the file is held, and tries again by itself. */
export function waitNoMore(db: DatabaseSync): void {
  db.exec("PRAGMA busy_timeout = 0");
}
