import { createHash } from "node:crypto";
import { z } from "zod";
import type { KnowledgeChunk } from "./types.ts";

const isoDate = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** What is taken into the store. */
export const chunkSchema = z.strictObject({
  id: z.string().min(1),
  document_id: z.string().min(1),
  title: z.string().min(1),
  text: z.string().min(1),
  source: z.string().min(1),
  tags: z.array(z.string()).readonly(),
  updated_at: isoDate,
  quality: z.number().min(0).max(1),
  authority: z.number().min(0).max(1),
});

const tagList = z.array(z.string());
const tagsColumn = z.string().transform((text, context): readonly string[] => {
  try {
    return tagList.parse(JSON.parse(text));
  } catch {
    context.addIssue("not a list of tags in JSON");
    return z.NEVER;
  }
});

/** A chunk as the store gives it back, with how far it is from the question. `cosine` is null for a text without a word. */
export const foundRow = z.object({
  ...chunkSchema.shape,
  tags: tagsColumn,
  updated_ms: z.number(),
  model_id: z.string(),
  dimensions: z.number(),
  bm25: z.number(),
  cosine: z.number().nullable(),
});
export type FoundRow = z.infer<typeof foundRow>;

export const foundColumns = `c.id, c.document_id, c.title, c.text, c.source, c.tags, c.updated_at, c.updated_ms, c.quality, c.authority, c.model_id, c.dimensions`;

/** The text that is put into a vector. */
export function embeddedText(chunk: { readonly title: string; readonly text: string }): string {
  return `${chunk.title}\n${chunk.text}`;
}

/** Changes when anything of the chunk changes. */
export function hashOf(chunk: KnowledgeChunk): string {
  const { id, document_id, title, text, source, tags, updated_at, quality, authority } = chunk;
  const content = JSON.stringify([
    id,
    document_id,
    title,
    text,
    source,
    tags,
    updated_at,
    quality,
    authority,
  ]);
  return createHash("sha256").update(content).digest("hex").slice(0, 32);
}

/** Which chunks are looked at. */
export interface ChunkFilter {
  /** Changed at or after, in milliseconds since 1970; the least safe integer for all. */
  readonly since: number;
  /** Any of these, as a JSON list; null for all. */
  readonly tags: string | null;
}

export function isFiltered(filter: ChunkFilter): boolean {
  return filter.tags !== null || filter.since > Number.MIN_SAFE_INTEGER;
}

/** The same as a condition on `knowledge_chunk`, with the parameters `:since` and `:tags`. */
export const chunkFilter = `updated_ms >= :since
  AND (:tags IS NULL OR row IN (SELECT row FROM knowledge_tag WHERE tag IN (SELECT value FROM json_each(:tags))))`;
