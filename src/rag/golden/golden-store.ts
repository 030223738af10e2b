import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import type { Thesaurus } from "../language/thesaurus.ts";
import type { Database } from "../storage/database.ts";
import { advanceEpoch, readEpoch } from "../storage/epochs.ts";
import { entryColumns, entryRow, publishedSchema } from "./golden-entry.ts";
import { createGoldenIndex, type GoldenIndex } from "./golden-index.ts";
import type { GoldenEntry, GoldenReader, GoldenWriter } from "./types.ts";

const versionRow = z.object({ version: z.number() });
const current = `FROM golden_entry AS e WHERE e.retired = 0
  AND e.version = (SELECT max(version) FROM golden_entry AS n WHERE n.id = e.id)`;

/** What an entry says, without its version, as one text. */
function contentOf(entry: Omit<GoldenEntry, "version">): string {
  const { id, question, phrasings, answer, category, tags, updated_at } = entry;
  const citations = entry.citations.map((one) => [one.title, one.source, one.document_id, one.url]);
  return JSON.stringify([id, question, phrasings, answer, citations, category, tags, updated_at]);
}

/**
 * Keeps golden answers with all their versions and finds them by signature or by likeness. `signatureOf` signs a question
 * as the pipeline signs those that come in. Publishing what is already current makes no new version.
 */
export function createGoldenStore(
  db: Database,
  means: { readonly thesaurus: Thesaurus; readonly signatureOf: (question: string) => string },
): { readonly read: GoldenReader; readonly write: GoldenWriter } {
  let held: { readonly epoch: string; readonly index: GoldenIndex } | undefined;

  const currentEntries = (): readonly GoldenEntry[] =>
    db.all(entryRow, `SELECT ${entryColumns} ${current} ORDER BY e.id`);
  /** Kept in memory as long as the epoch stands, which another process may move on. */
  const index = (): GoldenIndex => {
    const epoch = readEpoch(db, "golden");
    if (held?.epoch !== epoch) {
      held = { epoch, index: createGoldenIndex(currentEntries(), means) };
    }
    return held.index;
  };
  const currentEntry = (id: string): GoldenEntry | undefined =>
    db.get(entryRow, `SELECT ${entryColumns} ${current} AND e.id = ?`, [id]);

  return {
    read: {
      matchSignature: async (signature) => index().bySignature(signature),
      matchSimilar: async (question, options = {}) =>
        index().similar(question, { limit: options.limit ?? 5, min_score: options.min_score ?? 0 }),
      get: async (id) => currentEntry(id) ?? null,
      list: async () => currentEntries(),
      epoch: async () => readEpoch(db, "golden"),
    },
    write: {
      async publish(entry) {
        const parsed = publishedSchema.safeParse(entry);
        if (!parsed.success) {
          throw new UsageError(
            "golden-entry-invalid",
            `The golden answer \`${entry.id}\` cannot be published: ${z.prettifyError(parsed.error)}`,
          );
        }
        return db.transaction(() => {
          const before = currentEntry(entry.id);
          if (before !== undefined && contentOf(before) === contentOf(entry))
            return { version: before.version, operation: "updated" };
          const last = db.get(
            versionRow,
            "SELECT coalesce(max(version), 0) AS version FROM golden_entry WHERE id = ?",
            [entry.id],
          );
          const version = (last?.version ?? 0) + 1;
          const { phrasings, citations, tags, ...rest } = parsed.data;
          db.run(
            `INSERT INTO golden_entry (${entryColumns})
             VALUES (:id, :version, :question, :phrasings, :answer, :citations, :category, :tags, :updated_at)`,
            {
              ...rest,
              version,
              phrasings: JSON.stringify(phrasings),
              citations: JSON.stringify(citations),
              tags: JSON.stringify(tags),
            },
          );
          advanceEpoch(db, "golden", `${JSON.stringify(parsed.data)} ${version}`);
          return { version, operation: version === 1 ? "created" : "updated" };
        });
      },
      async retire(ids) {
        return db.transaction(() => {
          const { changes } = db.run(
            "UPDATE golden_entry SET retired = 1 WHERE retired = 0 AND id IN (SELECT value FROM json_each(?))",
            [JSON.stringify(ids)],
          );
          if (changes > 0) advanceEpoch(db, "golden", `retired ${ids.join()}`);
          return changes;
        });
      },
    },
  };
}
