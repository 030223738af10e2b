import { z } from "zod";
import type { Embedder } from "../embeddings/types.ts";
import type { Database } from "../storage/database.ts";
import { advanceEpoch } from "../storage/epochs.ts";
import { toBlob } from "../storage/vector-functions.ts";
import { embeddedText } from "./chunk-rows.ts";
import { ensureVectorIndex, forgetVectorIndex } from "./vector-index.ts";

const textRow = z.object({ row: z.number(), title: z.string(), text: z.string() });

/** How many texts are given to the model at once. */
const batchSize = 64;

/** The texts that vectors are made of, in the order of their rows. */
export function storedTexts(db: Database): readonly string[] {
  return db.all(textRow, "SELECT row, title, text FROM knowledge_chunk ORDER BY row").map(embeddedText);
}

/**
 * Makes every stored vector anew with the given embedder. Until all are made nothing is written, so an abort or a failing
 * model leaves the old ones in place. Returns how many there are.
 */
export async function reembed(db: Database, embedder: Embedder, signal?: AbortSignal): Promise<number> {
  const rows = db.all(textRow, "SELECT row, title, text FROM knowledge_chunk ORDER BY row");
  const vectors: Float32Array[] = [];
  for (let at = 0; at < rows.length; at += batchSize) {
    vectors.push(...(await embedder.embed(rows.slice(at, at + batchSize).map(embeddedText), signal)));
  }
  db.transaction(() => {
    rows.forEach(({ row }, i) => {
      db.run("UPDATE knowledge_chunk SET model_id = ?, dimensions = ?, embedding = ? WHERE row = ?", [
        embedder.model_id,
        embedder.dimensions,
        toBlob(vectors[i] ?? new Float32Array(embedder.dimensions)),
        row,
      ]);
    });
    forgetVectorIndex(db);
    ensureVectorIndex(db, embedder.dimensions);
    advanceEpoch(db, "knowledge", `vectors of ${embedder.model_id}`);
  });
  return rows.length;
}
