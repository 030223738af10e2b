import { stemsOf } from "../../language/stems.ts";
import type { DocumentFact } from "../document-facts.ts";

/**
 * The facts that a model is told, at most `limit`, those nearest to the question first. A fact counts by the share of the
 * question's words that it holds; at equal count what is wrong goes before fields and fields before text, in their order.
 */
export function relevantFacts(
  question: string,
  facts: readonly DocumentFact[],
  limit: number,
): readonly DocumentFact[] {
  const wanted = new Set(stemsOf(question));
  const rank = { issue: 0, field: 1, text: 2 } as const;
  return facts
    .map((fact, place) => {
      const stems = new Set(stemsOf(`${fact.label} ${fact.value}`));
      const shared = [...wanted].filter((stem) => stems.has(stem)).length;
      return { fact, place, shared };
    })
    .toSorted((a, b) => b.shared - a.shared || rank[a.fact.kind] - rank[b.fact.kind] || a.place - b.place)
    .slice(0, limit)
    .map(({ fact }) => fact);
}
