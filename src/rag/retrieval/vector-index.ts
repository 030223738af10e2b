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
 * The index of sqlite-vec over the vectors that `knowledge_chunk` holds. It can be made from them at any time, so a file
 * written where the extension does not load is in order again as soon as it does.
 */
const setting = "vector-index";

/** sqlite-vec looks no further than this. */
const mostNeighbours = 4096;

/** Makes the index when it is missing, stale or of another size. Inside a transaction. */
export function ensureVectorIndex(db: Database, dimensions: number): void {
  if (db.vectors === "javascript" || readSetting(db, setting) === String(dimensions)) return;
  db.run("DROP TABLE IF EXISTS knowledge_vector");
  db.run(
    `CREATE VIRTUAL TABLE knowledge_vector USING vec0 (embedding float[${dimensions}] distance_metric=cosine)`,
  );
  db.run(
    "INSERT INTO knowledge_vector (rowid, embedding) SELECT row, embedding FROM knowledge_chunk WHERE dimensions = ?",
    [dimensions],
  );
  writeSetting(db, setting, String(dimensions));
}

/** Has the index made anew the next time it is needed. Inside a transaction. */
export function forgetVectorIndex(db: Database): void {
  writeSetting(db, setting, "stale");
}

/** Whether `ensureVectorIndex` has something to do. */
export function needsVectorIndex(db: Database, dimensions: number): boolean {
  return db.vectors === "extension" && readSetting(db, setting) !== String(dimensions);
}

/** Puts one vector into the index, or takes it out with null. Inside a transaction, after `ensureVectorIndex`. */
export function indexVector(db: Database, row: number, vector: Uint8Array | null): void {
  if (db.vectors === "javascript") {
    forgetVectorIndex(db);
    return;
  }
  db.run("DELETE FROM knowledge_vector WHERE rowid = ?", [BigInt(row)]);
  if (vector !== null)
    db.run("INSERT INTO knowledge_vector (rowid, embedding) VALUES (?, ?)", [BigInt(row), vector]);
}

/** The chunks whose vectors are nearest to the question's, nearest first, in one round trip; `bm25` is 0. */
export function searchVectors(
  db: Database,
  options: ChunkFilter & { readonly vector: Uint8Array; readonly limit: number },
): readonly FoundRow[] {
  const filtered = isFiltered(options);
  const filters = { since: options.since, tags: options.tags };
  if (db.vectors === "javascript") {
    return db.all(
      foundRow,
      `SELECT ${foundColumns}, 0 AS bm25, 1 - vec_distance_cosine(c.embedding, :vector) AS cosine
       FROM knowledge_chunk AS c WHERE ${chunkFilter} ORDER BY cosine DESC LIMIT :limit`,
      { ...filters, vector: options.vector, limit: options.limit },
    );
  }
  return db.all(
    foundRow,
    `SELECT ${foundColumns}, 0 AS bm25, 1 - v.distance AS cosine
     FROM (SELECT rowid, distance FROM knowledge_vector WHERE embedding MATCH :vector AND k = :limit
             ${filtered ? `AND rowid IN (SELECT row FROM knowledge_chunk WHERE ${chunkFilter})` : ""}) AS v
     JOIN knowledge_chunk AS c ON c.row = v.rowid ORDER BY v.distance`,
    {
      ...(filtered ? filters : {}),
      vector: options.vector,
      limit: BigInt(Math.min(options.limit, mostNeighbours)),
    },
  );
}
