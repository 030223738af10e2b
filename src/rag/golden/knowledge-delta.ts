import type { KnowledgeHit } from "../retrieval/types.ts";
import type { GoldenMatch } from "./types.ts";

/** Below it a passage is about something else. */
const relevant = 0.35;
/** From here on a passage is about the question itself, whatever its tags say. */
const central = 0.6;

/** How much a passage's words and meaning fit the question, 0 to 1: its age and standing say nothing about that. */
function fit(hit: KnowledgeHit): number {
  return (0.45 * hit.parts.bm25 + 0.3 * hit.parts.vector) / 0.75;
}

/** The passages about the question that changed after the golden answer was last confirmed, in the order given. */
export function changesSince(golden: GoldenMatch, hits: readonly KnowledgeHit[]): KnowledgeHit[] {
  const asOf = Date.parse(golden.updated_at);
  return hits.filter((hit) => Date.parse(hit.updated_at) > asOf && fit(hit) >= relevant);
}

/** Why newer knowledge does or does not overtake a golden answer. */
export interface KnowledgeDelta {
  readonly overtakes: boolean;
  readonly newer: number;
  /** Changed passages of documents that the golden answer cites. */
  readonly cited: number;
  readonly shared_tags: number;
  /** When the knowledge about the question last changed, ISO 8601; null when it did not. */
  readonly latest: string | null;
}

/**
 * Newer knowledge overtakes a golden answer when a passage that changed since then
 * belongs to a document the answer cites, or shares a tag with the answer, or is about the very question.
 * A shared tag alone is no conflict: half of the knowledge about one tax has the same tag, and it is older than the answer.
 */
export function knowledgeDelta(golden: GoldenMatch, hits: readonly KnowledgeHit[]): KnowledgeDelta {
  const changes = changesSince(golden, hits);
  const cited = changes.filter((hit) =>
    golden.citations.some((citation) => citation.document_id === hit.document_id),
  );
  const tagged = changes.filter((hit) => hit.tags.some((tag) => golden.tags.includes(tag)));
  const latest = changes.toSorted((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at))[0];
  return {
    overtakes: cited.length > 0 || tagged.length > 0 || changes.some((hit) => fit(hit) >= central),
    newer: changes.length,
    cited: cited.length,
    shared_tags: tagged.length,
    latest: latest?.updated_at ?? null,
  };
}
