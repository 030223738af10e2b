import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementResultingChanges,
  type StatementSync,
} from "node:sqlite";
import type { z } from "zod";
import type { Clock } from "../../definition/step.ts";
import { migrations } from "./migrations.ts";
import { StorageError, toStorageError } from "./storage-error.ts";
import { loadVectorFunctions } from "./vector-functions.ts";

/** Values for the `?` of a statement in their order, or for its `:names`. */
export type SqlParameters = readonly SQLInputValue[] | Readonly<Record<string, SQLInputValue>>;

export interface DatabaseOptions {
  /** A file, made with its folders when missing, or `:memory:`. */
  readonly path: string;
  readonly clock: Clock;
  /** How long to wait for a lock of another process, in milliseconds. 5000 when absent. */
  readonly busyTimeoutMs?: number;
  /** Hears when vectors have to be compared in JavaScript because the extension does not load. */
  readonly warn?: (message: string) => void;
  /** The sqlite-vec library; the installed one when absent. */
  readonly vectorExtension?: string;
}

/** One open SQLite file. Every failure of the file is thrown as a `StorageError`. */
export interface Database {
  readonly path: string;
  readonly clock: Clock;
  /** `extension`: sqlite-vec is loaded; `javascript`: the same distance, computed exactly but slower. */
  readonly vectors: "extension" | "javascript";
  /** The rows of a statement, each checked by the schema. */
  all<Row>(row: z.ZodType<Row>, sql: string, parameters?: SqlParameters): readonly Row[];
  /** The first row, or undefined. */
  get<Row>(row: z.ZodType<Row>, sql: string, parameters?: SqlParameters): Row | undefined;
  /** Runs a statement; the number of rows changed and the row id of the last one put in. */
  run(sql: string, parameters?: SqlParameters): { readonly changes: number; readonly row: number };
  /** Everything or nothing. Takes the write lock at once, so that what is read in it is still so when it writes. Not to be nested. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Makes a folder and those above it, one by one: Node's own `recursive` never returns where a file system makes none. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
}

function openFile(options: DatabaseOptions): DatabaseSync {
  if (options.path !== ":memory:") {
    try {
      makeFolder(path.dirname(path.resolve(options.path)));
    } catch (cause) {
      const message = `The folder of the database \`${options.path}\` cannot be made.`;
      throw new StorageError("database-unopenable", options.path, message, {
        hint: "Name a path in a folder that may be written.",
        cause,
      });
    }
  }
  return new DatabaseSync(options.path, { allowExtension: true, timeout: options.busyTimeoutMs ?? 5000 });
}

function userVersion(file: DatabaseSync): number {
  return Number(file.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

function migrate(file: DatabaseSync, filePath: string): void {
  if (userVersion(file) === migrations.length) return;
  file.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have migrated while this one waited for the lock.
    const version = userVersion(file);
    if (version > migrations.length) {
      const message = `The database \`${filePath}\` has version ${version}, and this program knows versions up to ${migrations.length}.`;
      throw new StorageError("database-newer", filePath, message, {
        hint: "Use the newer program, or name another path.",
      });
    }
    for (const script of migrations.slice(version)) file.exec(script);
    file.exec(`PRAGMA user_version = ${migrations.length}`);
    file.exec("COMMIT");
  } catch (error) {
    if (file.isTransaction) file.exec("ROLLBACK");
    throw error;
  }
}

/**
 * Opens the file, brings it to the newest version and loads the vector functions. Several processes may have it open:
 * readers do not wait, writers wait for each other as long as the busy timeout says.
 * Throws a `StorageError` for a path that cannot be opened, a file that is locked, damaged, full or newer than the program.
 */
export function openDatabase(options: DatabaseOptions): Database {
  let file: DatabaseSync | undefined;
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw toStorageError(options.path, error);
    }
  };
  try {
    const opened = openFile(options);
    file = opened;
    const mode = opened.prepare("PRAGMA journal_mode").get()?.["journal_mode"];
    if (mode === "delete") opened.exec("PRAGMA journal_mode = WAL");
    // With a write-ahead log this loses no more than the last commits when the power fails, and never the file.
    opened.exec("PRAGMA synchronous = NORMAL");
    migrate(opened, options.path);
    const vectors = loadVectorFunctions(opened, { extension: options.vectorExtension, warn: options.warn });
    return createDatabase(opened, { path: options.path, clock: options.clock, vectors, guarded });
  } catch (error) {
    if (file?.isOpen === true) file.close();
    throw toStorageError(options.path, error);
  }
}

function isList(parameters: SqlParameters): parameters is readonly SQLInputValue[] {
  return Array.isArray(parameters);
}

function createDatabase(
  file: DatabaseSync,
  facts: Pick<Database, "path" | "clock" | "vectors"> & { readonly guarded: <T>(work: () => T) => T },
): Database {
  const { guarded, ...rest } = facts;
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = file.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const run = (sql: string, parameters: SqlParameters = []): StatementResultingChanges =>
    isList(parameters) ? statement(sql).run(...parameters) : statement(sql).run(parameters);
  const all = (sql: string, parameters: SqlParameters = []): readonly Record<string, SQLOutputValue>[] =>
    isList(parameters) ? statement(sql).all(...parameters) : statement(sql).all(parameters);
  return {
    ...rest,
    all: (row, sql, parameters) => guarded(() => all(sql, parameters).map((found) => row.parse(found))),
    get: (row, sql, parameters) =>
      guarded(() => {
        const [found] = all(sql, parameters);
        return found === undefined ? undefined : row.parse(found);
      }),
    run: (sql, parameters) =>
      guarded(() => {
        const done = run(sql, parameters);
        return { changes: Number(done.changes), row: Number(done.lastInsertRowid) };
      }),
    transaction(work) {
      return guarded(() => {
        file.exec("BEGIN IMMEDIATE");
        try {
          const result = work();
          file.exec("COMMIT");
          return result;
        } catch (error) {
          // A full disk ends the transaction by itself.
          if (file.isTransaction) file.exec("ROLLBACK");
          throw error;
        }
      });
    },
    close() {
      statements.clear();
      if (file.isOpen) file.close();
    },
  };
}
