import type { Passage } from "../llm/types.ts";
import type { KnowledgeHit } from "../retrieval/types.ts";

/** Two lists of hits as one, each passage once: the first list's order, then what only the second has. */
export function mergeHits(first: readonly KnowledgeHit[], second: readonly KnowledgeHit[]): KnowledgeHit[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))];
}

/** The hits with these ids as passages for a model, in the order of the ids. */
export function toPassages(hits: readonly KnowledgeHit[], ids: readonly string[]): Passage[] {
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  return ids.flatMap((id) => {
    const hit = byId.get(id);
    return hit === undefined
      ? []
      : [{ id, title: hit.title, text: hit.text, source: hit.source, score: hit.score }];
  });
}
