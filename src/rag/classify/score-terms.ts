import { stemsOf } from "../language/stems.ts";
import { splitWords } from "../language/words.ts";
import type { WeightedTerms } from "./keywords.ts";

interface Term {
  /** As written in the list. */
  readonly text: string;
  readonly parts: readonly string[];
  readonly weight: number;
}

/** The terms of one field or kind of request, by their first part. */
export type TermIndex = ReadonlyMap<string, readonly Term[]>;

/**
 * What terms are compared by: stems with the words that ask. A term of stop words alone (`chi deve`) would have
 * no stem, so words without one stand for themselves.
 */
function partsOf(text: string): readonly string[] {
  return splitWords(text).map((word) => stemsOf(word, "questions")[0] ?? word);
}

/** Prepares terms for matching. */
export function indexTerms(terms: WeightedTerms): TermIndex {
  const index = new Map<string, Term[]>();
  for (const weight of [3, 2, 1] as const) {
    for (const text of (terms[weight] ?? "").split(",").map((term) => term.trim())) {
      const parts = partsOf(text);
      const [first] = parts;
      if (first !== undefined) index.set(first, [...(index.get(first) ?? []), { text, parts, weight }]);
    }
  }
  for (const found of index.values()) found.sort((a, b) => b.parts.length - a.parts.length);
  return index;
}

export interface Score {
  /** 0 to 1. */
  readonly value: number;
  /** The terms that matched, each once. */
  readonly terms: readonly string[];
}

/** The words of a text, to score with several indices. */
export function wordsToScore(text: string): readonly string[] {
  return partsOf(text);
}

/**
 * Sums the weights of the different terms found, the longest at each place, and maps the sum `w` to `w / (w + 1)`:
 * one strong term gives 0.75, two 0.86, and nothing ever gives 1.
 */
export function scoreTerms(words: readonly string[], index: TermIndex): Score {
  const found = new Map<string, Term>();
  for (let at = 0; at < words.length;) {
    const term = index
      .get(words[at] ?? "")
      ?.find(({ parts }) => parts.every((part, i) => words[at + i] === part));
    if (term !== undefined) found.set(term.parts.join(" "), term);
    at += term?.parts.length ?? 1;
  }
  const terms = [...found.values()];
  const weight = terms.reduce((sum, term) => sum + term.weight, 0);
  return { value: weight / (weight + 1), terms: terms.map(({ text }) => text) };
}
