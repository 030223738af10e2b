import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "./database.ts";

const settingRow = z.object({ value: z.string() });

/** A named value of the file, or undefined. */
export function readSetting(db: Database, name: string): string | undefined {
  return db.get(settingRow, "SELECT value FROM setting WHERE name = ?", [name])?.value;
}

export function writeSetting(db: Database, name: string, value: string): void {
  db.run(
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [name, value],
  );
}

/** What a part of the store holds, as one short value: changes with every change of it. `0` before the first. */
export function readEpoch(db: Database, part: string): string {
  return readSetting(db, `epoch:${part}`) ?? "0";
}

/**
 * Moves an epoch on, in the transaction of the change itself. It is a hash over the one before and the change, so that a
 * file made anew with other content does not come back to a value that a cache elsewhere still knows.
 */
export function advanceEpoch(db: Database, part: string, change: string): void {
  const next = createHash("sha256").update(readEpoch(db, part)).update(change).digest("hex").slice(0, 16);
  writeSetting(db, `epoch:${part}`, next);
}
