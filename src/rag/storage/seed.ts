import { z } from "zod";
import type { GoldenReader, GoldenWriter } from "../golden/types.ts";
import type { KnowledgeMaintenance } from "../retrieval/knowledge-store.ts";
import { toChunks } from "./chunks.ts";
import type { DataDirectory } from "./data-directory.ts";
import type { Database } from "./database.ts";
import { readSetting, writeSetting } from "./epochs.ts";

/** What seeding did. All zero when the files are those of the last time. */
export interface SeedReport {
  readonly chunks_changed: number;
  readonly chunks_removed: number;
  readonly golden_published: number;
  readonly golden_retired: number;
}

export interface SeedTarget {
  readonly knowledge: { readonly write: KnowledgeMaintenance };
  readonly golden: { readonly read: GoldenReader; readonly write: GoldenWriter };
}

const idList = z.array(z.string());

/** The ids that the last seeding put in and this one does not. */
function goneSince(db: Database, setting: string, ids: readonly string[]): readonly string[] {
  const before = idList.parse(JSON.parse(readSetting(db, setting) ?? "[]"));
  const now = new Set(ids);
  return before.filter((id) => !now.has(id));
}

/**
 * Brings the database to what the data directory holds: new and changed documents and golden answers go in, those whose files
 * are gone go out, and what came from elsewhere stays. A golden answer published later than the file's is kept. When no file
 * has changed since the last time, nothing is parsed and nothing written.
 */
export async function seedDatabase(
  db: Database,
  data: DataDirectory,
  target: SeedTarget,
): Promise<SeedReport> {
  const report = { chunks_changed: 0, chunks_removed: 0, golden_published: 0, golden_retired: 0 };
  if (readSetting(db, "seed:hash") === data.hash) return report;
  const chunks = data.documents().flatMap(toChunks);
  const chunkIds = chunks.map((chunk) => chunk.id);
  report.chunks_changed = await target.knowledge.write.put(chunks);
  report.chunks_removed = await target.knowledge.write.remove(goneSince(db, "seed:chunks", chunkIds));

  const entries = data.golden();
  const entryIds = entries.map((entry) => entry.id);
  for (const entry of entries) {
    const before = await target.golden.read.get(entry.id);
    if (before !== null && before.updated_at > entry.updated_at) continue;
    const { version } = await target.golden.write.publish(entry);
    if (version !== before?.version) report.golden_published++;
  }
  report.golden_retired = await target.golden.write.retire(goneSince(db, "seed:golden", entryIds));

  db.transaction(() => {
    writeSetting(db, "seed:chunks", JSON.stringify(chunkIds));
    writeSetting(db, "seed:golden", JSON.stringify(entryIds));
    writeSetting(db, "seed:hash", data.hash);
  });
  return report;
}
