import type { KnowledgeHit } from "../retrieval/types.ts";
import type { GoldenMatch } from "./types.ts";

// Measured on the sample data: what a golden answer cites fits its question with 0.55 to 0.80, its neighbours with less.
/** Below it a passage is about something else. */
const relevant = 0.35;
/** From here on a passage in the answer's own field is about the question. */
const close = 0.55;
/** From here on a passage is about the question itself, whatever its tags say. */
const central = 0.7;

/** How much a passage's words and meaning fit the question, 0 to 1: its age and standing say nothing about that. */
function fit(hit: KnowledgeHit): number {
  return (0.45 * hit.parts.bm25 + 0.3 * hit.parts.vector) / 0.75;
}

/** What is asked of a golden answer here. */
type Confirmed = Pick<GoldenMatch, "citations" | "tags" | "updated_at">;

/** The passages about the question that changed after the golden answer was last confirmed, in the order given. */
export function changesSince(
  golden: Pick<Confirmed, "updated_at">,
  hits: readonly KnowledgeHit[],
): KnowledgeHit[] {
  const asOf = Date.parse(golden.updated_at);
  return hits.filter((hit) => Date.parse(hit.updated_at) > asOf && fit(hit) >= relevant);
}

/** Why newer knowledge does or does not overtake a golden answer. */
export interface KnowledgeDelta {
  readonly overtakes: boolean;
  readonly newer: number;
  /** Changed passages of documents that the golden answer cites. */
  readonly cited: number;
  /** Changed passages close to the question that share a tag with the answer. */
  readonly shared_tags: number;
  /** When the knowledge about the question last changed, ISO 8601; null when it did not. */
  readonly latest: string | null;
}

/**
 * Newer knowledge overtakes a golden answer when a passage about the question that changed since then
 * - belongs to a document that the answer cites, or
 * - shares a tag with the answer and fits the question closely, or
 * - fits the question so well that its tags do not matter.
 *
 * A shared tag alone is no conflict: tags name whole fields, and much of a field is older than the answer or beside it.
 */
export function knowledgeDelta(golden: Confirmed, hits: readonly KnowledgeHit[]): KnowledgeDelta {
  const changes = changesSince(golden, hits);
  const cited = changes.filter((hit) =>
    golden.citations.some((citation) => citation.document_id === hit.document_id),
  );
  const tagged = changes.filter(
    (hit) => fit(hit) >= close && hit.tags.some((tag) => golden.tags.includes(tag)),
  );
  const latest = changes.toSorted((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at))[0];
  return {
    overtakes: cited.length > 0 || tagged.length > 0 || changes.some((hit) => fit(hit) >= central),
    newer: changes.length,
    cited: cited.length,
    shared_tags: tagged.length,
    latest: latest?.updated_at ?? null,
  };
}
