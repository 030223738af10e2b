import { stemsOf } from "../../language/stems.ts";
import type { DocumentFact } from "../document-facts.ts";

/** At equal share what is wrong goes before fields, and fields before text. */
const rank = { issue: 0, field: 1, text: 2 } as const;

function nearest(wanted: ReadonlySet<string>, facts: readonly DocumentFact[]): readonly DocumentFact[] {
  return facts
    .map((fact, place) => {
      const stems = new Set(stemsOf(`${fact.label} ${fact.value} ${fact.type}`));
      const shared = [...wanted].filter((stem) => stems.has(stem)).length;
      return { fact, place, shared };
    })
    .toSorted((a, b) => b.shared - a.shared || rank[a.fact.kind] - rank[b.fact.kind] || a.place - b.place)
    .map(({ fact }) => fact);
}

/**
 * The facts that a model is told, at most `limit`: of each document in turn the one nearest to the question, by the number
 * of the question's words that it holds, so that no document crowds out another. Those of one document stand together.
 */
export function relevantFacts(
  question: string,
  facts: readonly DocumentFact[],
  limit: number,
): readonly DocumentFact[] {
  const wanted = new Set(stemsOf(question));
  const documents = [...Map.groupBy(facts, ({ hash }) => hash).values()].map((own) => nearest(wanted, own));
  const taken = documents.map(() => 0);
  let left = Math.min(limit, facts.length);
  while (left > 0) {
    for (const [at, own] of documents.entries()) {
      const count = taken[at] ?? 0;
      if (left === 0 || count === own.length) continue;
      taken[at] = count + 1;
      left--;
    }
  }
  return documents.flatMap((own, at) => own.slice(0, taken[at]));
}
