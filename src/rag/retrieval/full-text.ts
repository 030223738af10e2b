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

/** What is looked for. */
export interface TextQuery {
  /** The question's, each once. */
  readonly stems: readonly string[];
  /** The stems one by one and, of the thesaurus, other words for them: sequences of stems. */
  readonly phrases: readonly (readonly string[])[];
}

/** The full-text query of a question, or null when it holds no searchable word. */
export function textQuery(question: string, thesaurus: Thesaurus): TextQuery | null {
  const all = stemsOf(question);
  const stems = [...new Set(all)];
  if (stems.length === 0) return null;
  return { stems, phrases: [...stems.map((stem) => [stem]), ...thesaurus.alternatives(all)] };
}

const row = z.object({ ...foundRow.shape, asked: z.string(), total: z.number() });
const askedSchema = z.record(z.string(), z.number());

/**
 * Ranking costs about a microsecond for every chunk that holds a phrase. Of the question's words and of the other words
 * for them, the rarest, which say most, are looked for until so many chunks hold them; the common ones left over would
 * hardly move a chunk, and cost the most.
 */
const mostMatches = 4000;

/** With k1 = 1.2, the default of FTS5, one word gives at most 2.2 idf; a chunk that names it once or twice gives about this much. */
const oneWord = 1.6;

/** FTS5 weighs a word so, and words that most chunks hold as next to nothing. */
function idf(total: number, count: number): number {
  return Math.max(1e-6, Math.log((total - count + 0.5) / (count + 0.5)));
}

/**
 * The chunks that hold the question's words, best first, in one round trip. `bm25` is the part of what a chunk that says
 * everything looked for would get, 0 to 1, so words that no chunk knows lower it; `cosine` is taken along for the same
 * chunks. In a large store only the question's rarest words are looked for, unless a filter keeps the chunks few.
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
    `WITH phrase AS MATERIALIZED (
       SELECT key AS words, key IN (SELECT value FROM json_each(:stems)) AS own, (
         SELECT min(coalesce((SELECT doc FROM knowledge_words WHERE term = stem.value), 0)) FROM json_each(phrase.value) AS stem
       ) AS chunks FROM json_each(:phrases) AS phrase
     ), asked AS MATERIALIZED (
       SELECT words, chunks FROM (
         SELECT words, chunks, sum(chunks) OVER (PARTITION BY own ORDER BY chunks, words) - chunks AS rarer FROM phrase
       ) WHERE rarer < :most
     ), best AS MATERIALIZED (
       SELECT rowid AS row, bm25(knowledge_text, 2.0, 1.0) AS rank FROM knowledge_text
       WHERE knowledge_text MATCH (SELECT group_concat('"' || words || '"', ' OR ') FROM asked)
         ${filtered ? `AND +rowid IN (SELECT row FROM knowledge_chunk WHERE ${chunkFilter})` : ""}
       ORDER BY rank LIMIT :limit
     )
     SELECT ${foundColumns}, -best.rank AS bm25,
       CASE WHEN c.model_id = :model THEN 1 - vec_distance_cosine(c.embedding, :vector) END AS cosine,
       (SELECT json_group_object(words, chunks) FROM asked) AS asked,
       (SELECT count(*) FROM knowledge_chunk) AS total
     FROM best JOIN knowledge_chunk AS c ON c.row = best.row`,
    {
      ...(filtered ? { since: options.since, tags: options.tags } : {}),
      stems: JSON.stringify(query.stems),
      phrases: JSON.stringify(Object.fromEntries(query.phrases.map((stems) => [stems.join(" "), stems]))),
      most: filtered ? Number.MAX_SAFE_INTEGER : mostMatches,
      limit: options.limit,
      model: options.model_id,
      vector: options.vector,
    },
  );
  const [first] = rows;
  if (first === undefined) return [];
  const asked = new Map(Object.entries(askedSchema.parse(JSON.parse(first.asked))));
  const ideal = query.stems.reduce((sum, stem) => {
    const count = asked.get(stem);
    return count === undefined ? sum : sum + oneWord * idf(first.total, count);
  }, 0);
  return rows.map((found) => ({ ...found, bm25: unit(found.bm25 / ideal) }));
}
