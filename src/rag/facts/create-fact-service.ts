import { money, percentage, taxCode } from "./amounts.ts";
import { date, period } from "./dates.ts";
import type { FactKind } from "./fact-kind.ts";
import { law } from "./laws.ts";
import { querySignature } from "./query-signature.ts";
import { entity, place, profession } from "./terms.ts";
import type { AtomicFact, CanonicalFact, FactService } from "./types.ts";

/** In the order in which they win where two overlap: the date of a law is part of the law. */
const kinds: readonly (readonly [AtomicFact["kind"], FactKind])[] = [
  ["law", law],
  ["date", date],
  ["period", period],
  ["money", money],
  ["percentage", percentage],
  ["tax_code", taxCode],
  ["entity", entity],
  ["profession", profession],
  ["place", place],
];
const kindByName = new Map(kinds);

function extract(text: string): readonly AtomicFact[] {
  const taken = new Uint8Array(text.length);
  const found: AtomicFact[] = [];
  for (const [kind, { patterns, canonical }] of kinds) {
    for (const pattern of patterns) {
      for (const match of text.matchAll(pattern)) {
        const start = match.index;
        const end = start + match[0].length;
        if (taken.subarray(start, end).includes(1) || canonical(match[0]) === undefined) continue;
        taken.fill(1, start, end);
        found.push({ kind, text: match[0], start, end });
      }
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function canonicalize(facts: readonly AtomicFact[]): readonly CanonicalFact[] {
  return facts.flatMap((fact) => {
    const value = kindByName.get(fact.kind)?.canonical(fact.text);
    return value === undefined ? [] : [{ ...fact, value }];
  });
}

/** Takes facts out of Italian questions by their written form: no model, no list of people. */
export function createFactService(): FactService {
  return { extract, canonicalize, signature: querySignature };
}
