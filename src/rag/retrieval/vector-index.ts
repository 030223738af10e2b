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
 * The index of sqlite-vec over the vectors that `knowledge_chunk` holds: the sign of each number, a bit, which is scanned
 * ten times as fast as the numbers. What it finds near is compared exactly. It can be made from the chunks at any time,
 * so a file written where the extension does not load is in order again as soon as it does.
 */
const setting = "vector-index";

/** For each chunk wanted, so many that are near by their signs are compared exactly. */
const compared = 4;

/** sqlite-vec looks no further than this. */
const mostNeighbours = 4096;

const valueOf = (dimensions: number): string => `bits ${dimensions}`;

/** Whether vectors of this size are indexed: bits are kept in whole bytes. */
function isIndexable(db: Database, dimensions: number): boolean {
  return db.vectors === "extension" && dimensions % 8 === 0;
}

/** Makes the index when it is missing, stale or of another size. Inside a transaction. */
export function ensureVectorIndex(db: Database, dimensions: number): void {
  if (!needsVectorIndex(db, dimensions)) return;
  db.run("DROP TABLE IF EXISTS knowledge_vector");
  db.run(`CREATE VIRTUAL TABLE knowledge_vector USING vec0 (signs bit[${dimensions}])`);
  db.run(
    "INSERT INTO knowledge_vector (rowid, signs) SELECT row, vec_quantize_binary(embedding) FROM knowledge_chunk WHERE dimensions = ?",
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
  return isIndexable(db, dimensions) && readSetting(db, setting) !== valueOf(dimensions);
}

/** Puts the vector of a stored chunk into the index, or takes it out with null. Inside a transaction, after `ensureVectorIndex`. */
export function indexVector(db: Database, row: number, dimensions: number, vector: Uint8Array | null): void {
  if (!isIndexable(db, dimensions)) {
    forgetVectorIndex(db);
    return;
  }
  db.run("DELETE FROM knowledge_vector WHERE rowid = ?", [BigInt(row)]);
  if (vector !== null)
    db.run("INSERT INTO knowledge_vector (rowid, signs) VALUES (?, vec_quantize_binary(?))", [
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
  const indexed = isIndexable(db, vector.byteLength / Float32Array.BYTES_PER_ELEMENT);
  const near = `row IN (
    SELECT rowid FROM knowledge_vector WHERE signs MATCH vec_quantize_binary(:vector) AND k = :near
      ${filtered ? `AND rowid IN (SELECT row FROM knowledge_chunk WHERE ${chunkFilter})` : ""})`;
  return db.all(
    foundRow,
    `SELECT ${foundColumns}, 0 AS bm25, 1 - vec_distance_cosine(c.embedding, :vector) AS cosine
     FROM knowledge_chunk AS c WHERE ${indexed ? near : chunkFilter} ORDER BY cosine DESC LIMIT :limit`,
    {
      ...(filtered || !indexed ? { since, tags } : {}),
      ...(indexed ? { near: BigInt(Math.min(compared * limit, mostNeighbours)) } : {}),
      vector,
      limit,
    },
  );
}
