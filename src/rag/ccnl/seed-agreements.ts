import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Database } from "../storage/database.ts";
import { readSetting, writeSetting } from "../storage/epochs.ts";
import type { CcnlWriter } from "./ccnl-store.ts";
import { readAgreement } from "./read-agreement.ts";

/**
 * Brings the database to the agreements of a folder, `<id>.yml` each; none when there is no such folder. Nothing is parsed
 * when no file has changed since the last time. Throws a `UsageError` that names the file that is wrong.
 */
export function seedAgreements(db: Database, write: CcnlWriter, directory: string): number {
  const names = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith(".yml")) : [];
  const files = names
    .toSorted()
    .map((name) => [name, readFileSync(path.join(directory, name), "utf8")] as const);
  const hash = createHash("sha256").update(JSON.stringify(files)).digest("hex");
  if (readSetting(db, "seed:ccnl") === hash) return 0;
  const changed = write.replace(
    files.map(([name, content]) => readAgreement(content, path.join(directory, name))),
  );
  writeSetting(db, "seed:ccnl", hash);
  return changed;
}
