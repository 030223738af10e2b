import { createHash } from "node:crypto";

import type { KnowledgeDocument } from "../retrieval/types.ts";
import { cutChunks, type ChunkSize } from "./cut-chunks.ts";
import { IngestionError } from "./ingestion-error.ts";
import type { SourceText } from "./types.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The id of the document at a location: the same however its text changes. */
export function documentId(location: string): string {
  return `doc-${sha256(location).slice(0, 16)}`;
}

/** Cuts a text into what the knowledge store takes. Throws an `IngestionError` for a text without a word. */
export function toDocument(source: SourceText, size: ChunkSize): KnowledgeDocument {
  const { location, title, text, tags, updated_at, quality, authority, revision } = source;
  const id = documentId(location);
  if (!/[\p{L}\p{N}]/u.test(text)) throw new IngestionError("text-missing", `\`${location}\` holds no text.`);
  const chunks = cutChunks(text, size).map((chunk, i) => ({
    id: `${id}#${i + 1}`,
    document_id: id,
    title,
    text: chunk,
    source: location,
    tags,
    updated_at,
    quality,
    authority,
  }));
  return {
    id,
    location,
    content_hash: sha256(text.normalize("NFC").replaceAll(/\s+/g, " ")),
    revision,
    chunks,
  };
}
