import type { KnowledgeChunk } from "../retrieval/types.ts";
import type { SourceDocument } from "./data-directory.ts";

/** About 200 words: enough to answer a question from, little enough to quote. */
const longestChunk = 1200;

/** The paragraphs of a text, put together as long as they stay below `longest` characters. A longer paragraph stays whole. */
export function splitText(text: string, longest: number = longestChunk): readonly string[] {
  const chunks: string[] = [];
  for (const paragraph of text.split(/\n\s*\n/u).map((one) => one.trim())) {
    const last = chunks.at(-1);
    if (paragraph === "") continue;
    if (last !== undefined && last.length + paragraph.length + 2 <= longest)
      chunks[chunks.length - 1] = `${last}\n\n${paragraph}`;
    else chunks.push(paragraph);
  }
  return chunks;
}

/** A document as the knowledge store takes it; chunk ids are `<document>#1`, `<document>#2`, … */
export function toChunks(document: SourceDocument): readonly KnowledgeChunk[] {
  const { id, title, date, tags, source, quality, authority } = document;
  return splitText(document.text).map((text, i) => ({
    id: `${id}#${i + 1}`,
    document_id: id,
    title,
    text,
    source,
    tags,
    updated_at: date,
    quality,
    authority,
  }));
}
