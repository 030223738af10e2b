import { createHash } from "node:crypto";
import { isAbsolute, relative } from "node:path";

import type { KnowledgeDocument } from "../retrieval/types.ts";
import { cutChunks, type ChunkSize } from "./cut-chunks.ts";
import { IngestionError } from "./ingestion-error.ts";
import { isWebAddress } from "./read-file.ts";
import type { SourceText } from "./types.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The id of the document at a location: the same however its text changes, and for a file of the project wherever the
 * project's folder is.
 */
export function documentId(location: string, projectDirectory: string): string {
  const path = isWebAddress(location) ? location : relative(projectDirectory, location);
  const name = path.startsWith("..") || isAbsolute(path) ? location : path.replaceAll("\\", "/");
  return `doc-${sha256(name).slice(0, 16)}`;
}

/** Cuts the text of the document `id` into what the knowledge store takes. Throws an `IngestionError` for a text without a word. */
export function toDocument(id: string, source: SourceText, size: ChunkSize): KnowledgeDocument {
  const { location, title, text, tags, updated_at, quality, authority, revision } = source;
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
