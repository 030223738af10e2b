/**
 * A thread that writes into the file of runs: a commit waits for the disk, and whoever reads a stream must not wait with
 * it. Takes lists of statements one after the other, and tells of each how it went.
 */
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { applyTo } from "./statements.ts";
import type { Statement } from "./statements.ts";

/** How a list of statements went. */
export type Written = { readonly error: null } | { readonly error: string; readonly errcode: number };

if (parentPort !== null) {
  const port = parentPort;
  const db = new DatabaseSync(String(workerData), { timeout: 0 });
  db.exec("PRAGMA synchronous = NORMAL");
  db.exec("PRAGMA foreign_keys = ON");
  const apply = applyTo(db);
  port.on("message", (statements: readonly Statement[]) => {
    let written: Written = { error: null };
    try {
      apply(statements);
    } catch (error) {
      const code: unknown = error instanceof Error ? Reflect.get(error, "errcode") : undefined;
      written = { error: String(error), errcode: typeof code === "number" ? code : 0 };
    }
    port.postMessage(written);
  });
  // Not by `process.exit`: the file is closed as it should be.
  port.once("close", () => db.close());
}
