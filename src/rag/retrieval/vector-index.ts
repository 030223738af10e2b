import type { Database } from "../storage/database.ts";
import { readSetting, writeSetting } from "../storage/epochs.ts";
import {
  chunkFilter,
  foundColumns,
  foundRow,
  isFiltered,
  type ChunkFilter,
  type FoundRow,
} from "./chunk-rows.ts";

/**
 * The index of sqlite-vec over the vectors that `knowledge_chunk` holds: each number in one byte, a quarter of what it takes
 * there. What it finds near is compared exactly. The sign alone, a bit, would be scanned faster still, but it loses most of
 * the neighbours in a large store: vectors of words are near zero in most places, and there the sign is chance. The index can
 * be made from the chunks at any time, so a file written where the extension does not load is in order again as soon as it does.
 */
const setting = "vector-index";

/** So many chunks more than are wanted are compared exactly: the last ones may have changed places by the rounding. */
const spare = 20;

/** sqlite-vec looks no further than this. */
const mostNeighbours = 4096;

const valueOf = (dimensions: number): string => `int8 ${dimensions}`;

function hasIndex(db: Database): boolean {
  return db.vectors === "extension";
}

/** Makes the index when it is missing, stale or of another size. Inside a transaction. */
export function ensureVectorIndex(db: Database, dimensions: number): void {
  if (!needsVectorIndex(db, dimensions)) return;
  db.run("DROP TABLE IF EXISTS knowledge_vector");
  db.run(`CREATE VIRTUAL TABLE knowledge_vector USING vec0 (rounded int8[${dimensions}])`);
  db.run(
    "INSERT INTO knowledge_vector (rowid, rounded) SELECT row, vec_quantize_int8(embedding, 'unit') FROM knowledge_chunk WHERE dimensions = ?",
    [dimensions],
  );
  writeSetting(db, setting, valueOf(dimensions));
}

/** Has the index made anew the next time it is needed. Inside a transaction. */
export function forgetVectorIndex(db: Database): void {
  writeSetting(db, setting, "stale");
}

/** Whether `ensureVectorIndex` has something to do. */
export function needsVectorIndex(db: Database, dimensions: number): boolean {
  return hasIndex(db) && readSetting(db, setting) !== valueOf(dimensions);
}

/** Puts the vector of a stored chunk into the index, or takes it out with null. Inside a transaction, after `ensureVectorIndex`. */
export function indexVector(db: Database, row: number, vector: Uint8Array | null): void {
  if (!hasIndex(db)) {
    forgetVectorIndex(db);
    return;
  }
  db.run("DELETE FROM knowledge_vector WHERE rowid = ?", [BigInt(row)]);
  if (vector !== null)
    db.run("INSERT INTO knowledge_vector (rowid, rounded) VALUES (?, vec_quantize_int8(?, 'unit'))", [
      BigInt(row),
      vector,
    ]);
}

/** The chunks whose vectors are nearest to the question's, nearest first, in one round trip; `bm25` is 0. */
export function searchVectors(
  db: Database,
  options: ChunkFilter & { readonly vector: Uint8Array; readonly limit: number },
): readonly FoundRow[] {
  const { vector, limit, since, tags } = options;
  const filtered = isFiltered(options);
  const indexed = hasIndex(db);
  const near = `row IN (
    SELECT rowid FROM knowledge_vector WHERE rounded MATCH vec_quantize_int8(:vector, 'unit') AND k = :near
      ${filtered ? `AND rowid IN (SELECT row FROM knowledge_chunk WHERE ${chunkFilter})` : ""})`;
  return db.all(
    foundRow,
    `SELECT ${foundColumns}, 0 AS bm25, 1 - vec_distance_cosine(c.embedding, :vector) AS cosine
     FROM knowledge_chunk AS c WHERE ${indexed ? near : chunkFilter} ORDER BY cosine DESC LIMIT :limit`,
    {
      ...(filtered || !indexed ? { since, tags } : {}),
      ...(indexed ? { near: BigInt(Math.min(limit + spare, mostNeighbours)) } : {}),
      vector,
      limit,
    },
  );
}
