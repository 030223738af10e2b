import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import { modelMismatch } from "../embeddings/embedding-error.ts";
import type { Embedder } from "../embeddings/types.ts";
import { stemsOf } from "../language/stems.ts";
import type { Thesaurus } from "../language/thesaurus.ts";
import type { Database } from "../storage/database.ts";
import { advanceEpoch, readEpoch } from "../storage/epochs.ts";
import { toBlob } from "../storage/vector-functions.ts";
import { chunkSchema, embeddedText, hashOf } from "./chunk-rows.ts";
import { chunksOf, forgetTwins, noteDocument, outcomeOf, revisionOf } from "./document-rows.ts";
import { searchKnowledge } from "./search.ts";
import type { KnowledgeChunk, KnowledgeReader, KnowledgeWriter } from "./types.ts";
import { ensureVectorIndex, indexVector, needsVectorIndex } from "./vector-index.ts";

/** What the store's owner may do besides putting chunks. */
export interface KnowledgeMaintenance extends KnowledgeWriter {
  /** Takes chunks out; returns how many there were. */
  remove(ids: readonly string[]): Promise<number>;
}

const modelRow = z.object({ model_id: z.string(), dimensions: z.number() });
const rowOnly = z.object({ row: z.number() });
const idRow = z.object({ id: z.string() });

function checkChunks(chunks: readonly KnowledgeChunk[]): void {
  for (const chunk of chunks) {
    const parsed = chunkSchema.safeParse(chunk);
    if (parsed.success) continue;
    throw new UsageError(
      "knowledge-chunk-invalid",
      `The chunk \`${chunk.id}\` cannot be stored: ${z.prettifyError(parsed.error)}`,
    );
  }
}

function putChunk(db: Database, chunk: KnowledgeChunk, vector: Float32Array, embedder: Embedder): void {
  const blob = toBlob(vector);
  const { row } = db.get(
    rowOnly,
    `INSERT INTO knowledge_chunk (id, document_id, title, text, source, tags, updated_at, updated_ms, quality, authority,
       content_hash, model_id, dimensions, embedding)
     VALUES (:id, :document_id, :title, :text, :source, :tags, :updated_at, :updated_ms, :quality, :authority,
       :content_hash, :model_id, :dimensions, :embedding)
     ON CONFLICT (id) DO UPDATE SET document_id = excluded.document_id, title = excluded.title, text = excluded.text,
       source = excluded.source, tags = excluded.tags, updated_at = excluded.updated_at, updated_ms = excluded.updated_ms,
       quality = excluded.quality, authority = excluded.authority, content_hash = excluded.content_hash,
       model_id = excluded.model_id, dimensions = excluded.dimensions, embedding = excluded.embedding
     RETURNING row`,
    {
      ...chunk,
      tags: JSON.stringify(chunk.tags),
      updated_ms: Date.parse(chunk.updated_at),
      content_hash: hashOf(chunk),
      model_id: embedder.model_id,
      dimensions: embedder.dimensions,
      embedding: blob,
    },
  ) ?? { row: 0 };
  db.run("DELETE FROM knowledge_tag WHERE row = ?", [row]);
  db.run("INSERT OR IGNORE INTO knowledge_tag (tag, row) SELECT value, ? FROM json_each(?)", [
    row,
    JSON.stringify(chunk.tags),
  ]);
  db.run("DELETE FROM knowledge_text WHERE rowid = ?", [row]);
  const title = stemsOf(chunk.title).join(" ");
  db.run("INSERT INTO knowledge_text (rowid, title, body) VALUES (?, ?, ?)", [
    row,
    title,
    stemsOf(chunk.text).join(" "),
  ]);
  indexVector(db, row, vector.some((value) => value !== 0) ? blob : null);
}

/** Takes chunks out of every table; returns how many there were. Inside a transaction. */
function removeChunks(db: Database, ids: readonly string[]): number {
  const rows = db.all(
    rowOnly,
    "SELECT row FROM knowledge_chunk WHERE id IN (SELECT value FROM json_each(?))",
    [JSON.stringify(ids)],
  );
  for (const { row } of rows) {
    indexVector(db, row, null);
    db.run("DELETE FROM knowledge_text WHERE rowid = ?", [row]);
    db.run("DELETE FROM knowledge_chunk WHERE row = ?", [row]);
  }
  return rows.length;
}

/**
 * Keeps documents in chunks and finds them by words and by vectors. The vectors in the file must be those of `embedder`:
 * otherwise both searching and putting throw an `EmbeddingError` with the command to make them anew.
 */
export function createKnowledgeStore(
  db: Database,
  means: { readonly embedder: Embedder; readonly thesaurus: Thesaurus },
): { readonly read: KnowledgeReader; readonly write: KnowledgeMaintenance } {
  const { embedder } = means;
  let checkedEpoch: string | undefined;

  /** Looks at all rows once an epoch, since another process may put its own. */
  const checkModel = (): void => {
    const epoch = readEpoch(db, "knowledge");
    if (epoch === checkedEpoch) return;
    const other = db.get(
      modelRow,
      "SELECT model_id, dimensions FROM knowledge_chunk WHERE model_id <> ? OR dimensions <> ? LIMIT 1",
      [embedder.model_id, embedder.dimensions],
    );
    if (other !== undefined) throw modelMismatch(db.path, other, embedder);
    if (needsVectorIndex(db, embedder.dimensions))
      db.transaction(() => ensureVectorIndex(db, embedder.dimensions));
    checkedEpoch = epoch;
  };

  /** Moves the epoch on. What was checked stays so when nobody but this store wrote since. Inside a transaction. */
  const advance = (change: string): void => {
    const wasChecked = readEpoch(db, "knowledge") === checkedEpoch;
    advanceEpoch(db, "knowledge", change);
    if (wasChecked) checkedEpoch = readEpoch(db, "knowledge");
  };

  /** Inside a transaction. */
  const putAll = (chunks: readonly KnowledgeChunk[], vectors: readonly Float32Array[]): void => {
    ensureVectorIndex(db, embedder.dimensions);
    chunks.forEach((chunk, i) =>
      putChunk(db, chunk, vectors[i] ?? new Float32Array(embedder.dimensions), embedder),
    );
  };

  return {
    read: {
      async search(query) {
        checkModel();
        return searchKnowledge(db, means, query);
      },
      epoch: async () => readEpoch(db, "knowledge"),
    },
    write: {
      async put(chunks) {
        checkChunks(chunks);
        checkModel();
        const stored = db.all(
          idRow,
          "SELECT content_hash AS id FROM knowledge_chunk WHERE id IN (SELECT value FROM json_each(?))",
          [JSON.stringify(chunks.map((chunk) => chunk.id))],
        );
        const hashes = new Set(stored.map((row) => row.id));
        const changed = chunks.filter((chunk) => !hashes.has(hashOf(chunk)));
        if (changed.length === 0) return 0;
        const vectors = await embedder.embed(changed.map(embeddedText));
        db.transaction(() => {
          putAll(changed, vectors);
          advance(changed.map(hashOf).join());
        });
        return changed.length;
      },
      revisionOf: async (id) => revisionOf(db, id),
      async putDocument(document) {
        const { id, chunks } = document;
        checkChunks(chunks);
        checkModel();
        const isNews = ["added", "changed"].includes(outcomeOf(db, document));
        const vectors = isNews ? await embedder.embed(chunks.map(embeddedText)) : [];
        return db.transaction(() => {
          // Another process may have stored the same meanwhile.
          const outcome = outcomeOf(db, document);
          if (outcome !== "unchanged") {
            const gone = removeChunks(db, chunksOf(db, id));
            if (gone > 0) forgetTwins(db, id);
            if (outcome !== "duplicate") putAll(chunks, vectors);
            if (gone > 0 || outcome !== "duplicate") advance(`${id} ${document.content_hash}`);
          }
          noteDocument(db, document);
          return outcome;
        });
      },
      async remove(ids) {
        checkModel();
        return db.transaction(() => {
          const removed = removeChunks(db, ids);
          if (removed > 0) advance(`removed ${ids.join()}`);
          return removed;
        });
      },
    },
  };
}
