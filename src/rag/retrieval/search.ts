import type { Embedder } from "../embeddings/types.ts";
import { modelMismatch } from "../embeddings/embedding-error.ts";
import type { Thesaurus } from "../language/thesaurus.ts";
import type { Database } from "../storage/database.ts";
import { toBlob } from "../storage/vector-functions.ts";
import type { FoundRow } from "./chunk-rows.ts";
import { searchText, textQuery } from "./full-text.ts";
import { recencyAt, scoreOf, unit } from "./score.ts";
import type { KnowledgeHit, KnowledgeQuery } from "./types.ts";
import { searchVectors } from "./vector-index.ts";

/** Each of the two searches gives at least so many chunks to choose from. */
const fewestCandidates = 40;

/** Below it a direction says nothing: two texts without a word in common come as near by chance. */
const leastVector = 0.1;

function toHit(row: FoundRow, nowMs: number): KnowledgeHit {
  const { id, document_id, title, text, source, tags, updated_at, quality, authority } = row;
  const parts = {
    bm25: row.bm25,
    vector: unit(row.cosine),
    recency: recencyAt(row.updated_ms, nowMs),
    quality,
    authority,
  };
  // Named one by one: a run holds its hits to the end, and the rows carry what only the search needs.
  const chunk = { id, document_id, title, text, source, tags, updated_at, quality, authority };
  return { ...chunk, score: scoreOf(parts), parts };
}

/**
 * The chunks that answer a question best: those nearest by words and those nearest by vector, each found in one round trip,
 * put in one order. A chunk that only its vector brought has a `bm25` of 0: it is not among the best by words.
 * One that shares neither words nor direction with the question is no hit, however recent and well kept it is.
 */
export async function searchKnowledge(
  db: Database,
  means: { readonly embedder: Embedder; readonly thesaurus: Thesaurus },
  query: KnowledgeQuery,
): Promise<readonly KnowledgeHit[]> {
  query.signal?.throwIfAborted();
  const words = textQuery(query.text, means.thesaurus);
  if (words === null) return [];
  const [vector] = await means.embedder.embed([query.text], query.signal);
  query.signal?.throwIfAborted();
  const limit = query.limit ?? 10;
  const options = {
    vector: toBlob(vector ?? new Float32Array(means.embedder.dimensions)),
    model_id: means.embedder.model_id,
    since: query.since === undefined ? Number.MIN_SAFE_INTEGER : Date.parse(query.since),
    tags: query.tags === undefined || query.tags.length === 0 ? null : JSON.stringify(query.tags),
    limit: Math.max(fewestCandidates, limit),
  };
  const rows = new Map<string, FoundRow>();
  const known = vector?.some((value) => value !== 0) === true;
  for (const row of known ? searchVectors(db, options) : []) rows.set(row.id, row);
  for (const row of searchText(db, words, options)) rows.set(row.id, row);
  const now = db.clock.now();
  const hits: KnowledgeHit[] = [];
  for (const row of rows.values()) {
    if (row.model_id !== means.embedder.model_id) throw modelMismatch(db.path, row, means.embedder);
    const hit = toHit(row, now);
    if (hit.parts.bm25 > 0 || hit.parts.vector >= leastVector) hits.push(hit);
  }
  return hits.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
}
