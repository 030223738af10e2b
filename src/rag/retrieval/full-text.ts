import { z } from "zod";
import { stemsOf } from "../language/stems.ts";
import type { Thesaurus } from "../language/thesaurus.ts";
import type { Database } from "../storage/database.ts";
import {
  chunkFilter,
  foundColumns,
  foundRow,
  isFiltered,
  type ChunkFilter,
  type FoundRow,
} from "./chunk-rows.ts";
import { unit } from "./score.ts";

/** What is looked for: the question's stems, and the same put in other words. */
export interface TextQuery {
  readonly stems: readonly string[];
  /** In the syntax of FTS5. */
  readonly match: string;
}

const phrase = (stems: readonly string[]): string => `"${stems.join(" ")}"`;

/** The full-text query of a question, or null when it holds no searchable word. */
export function textQuery(question: string, thesaurus: Thesaurus): TextQuery | null {
  const all = stemsOf(question);
  const stems = [...new Set(all)];
  if (stems.length === 0) return null;
  const phrases = new Set([
    ...stems.map((stem) => phrase([stem])),
    ...thesaurus.alternatives(all).map(phrase),
  ]);
  return { stems, match: [...phrases].join(" OR ") };
}

const row = z.object({ ...foundRow.shape, known: z.string(), total: z.number() });
const knownSchema = z.record(z.string(), z.number());

/** With k1 = 1.2, the default of FTS5, one word gives at most 2.2 idf; a chunk that names it once or twice gives about this much. */
const oneWord = 1.6;

/** FTS5 weighs a word so, and words that most chunks hold as next to nothing. */
function idf(total: number, count: number): number {
  return Math.max(1e-6, Math.log((total - count + 0.5) / (count + 0.5)));
}

/**
 * The chunks that hold the question's words, best first, in one round trip. `bm25` is the part of what a chunk that says
 * everything asked would get, 0 to 1, so words that no chunk knows lower it; `cosine` is taken along for the same chunks.
 */
export function searchText(
  db: Database,
  query: TextQuery,
  options: ChunkFilter & { readonly vector: Uint8Array; readonly model_id: string; readonly limit: number },
): readonly FoundRow[] {
  // The plus keeps SQLite from asking the index once for each chunk that passes.
  const filtered = isFiltered(options);
  const rows = db.all(
    row,
    `WITH best AS MATERIALIZED (
       SELECT rowid AS row, bm25(knowledge_text, 2.0, 1.0) AS rank FROM knowledge_text
       WHERE knowledge_text MATCH :match ${filtered ? `AND +rowid IN (SELECT row FROM knowledge_chunk WHERE ${chunkFilter})` : ""}
       ORDER BY rank LIMIT :limit
     )
     SELECT ${foundColumns}, -best.rank AS bm25,
       CASE WHEN c.model_id = :model THEN 1 - vec_distance_cosine(c.embedding, :vector) END AS cosine,
       (SELECT json_group_object(term, doc) FROM knowledge_words WHERE term IN (SELECT value FROM json_each(:stems))) AS known,
       (SELECT count(*) FROM knowledge_chunk) AS total
     FROM best JOIN knowledge_chunk AS c ON c.row = best.row`,
    {
      ...(filtered ? { since: options.since, tags: options.tags } : {}),
      match: query.match,
      limit: options.limit,
      model: options.model_id,
      vector: options.vector,
      stems: JSON.stringify(query.stems),
    },
  );
  const [first] = rows;
  if (first === undefined) return [];
  const known = new Map(Object.entries(knownSchema.parse(JSON.parse(first.known))));
  const ideal = query.stems.reduce((sum, stem) => sum + oneWord * idf(first.total, known.get(stem) ?? 0), 0);
  return rows.map((found) => ({ ...found, bm25: unit(found.bm25 / ideal) }));
}
