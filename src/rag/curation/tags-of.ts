import type { Citation } from "../golden/types.ts";

/** The tags of the documents that an answer cites, each once; without any, those of the passage found first. */
export function tagsOf(
  hits: readonly { readonly document_id: string; readonly tags: readonly string[] }[],
  citations: readonly Citation[],
): readonly string[] {
  const cited = new Set(citations.map(({ document_id }) => document_id));
  const rested = hits.filter(({ document_id }) => cited.has(document_id));
  return [...new Set((rested.length > 0 ? rested : hits.slice(0, 1)).flatMap(({ tags }) => tags))];
}
