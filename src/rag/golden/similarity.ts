import { inverseFrequency } from "../embeddings/word-frequencies.ts";
import { stemsOf } from "../language/stems.ts";
import { questionWords } from "../language/stop-words.ts";
import type { Thesaurus } from "../language/thesaurus.ts";

/** The words of a question that count when two questions are compared, each once. */
export function questionTerms(question: string, thesaurus: Thesaurus): readonly string[] {
  return [...new Set(thesaurus.canonical(stemsOf(question, "questions")))];
}

/** Weighs a term: rare ones say more, and those that ask (`quando`, `quanto`) less than the subject. */
export type TermWeight = (term: string) => number;

const questionStems = new Set([...questionWords].flatMap((word) => stemsOf(word, "questions")));
const questionShare = 0.4;

/** Weights from the known phrasings: in how many of them each term stands. A term of none of them weighs most. */
export function termWeights(phrasings: readonly (readonly string[])[]): TermWeight {
  const counts = new Map<string, number>();
  for (const terms of phrasings) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) =>
    inverseFrequency(phrasings.length, counts.get(term) ?? 0) * (questionStems.has(term) ? questionShare : 1);
}

/** The cosine of two sets of terms under the weights, 0 to 1. */
export function cosine(a: readonly string[], b: readonly string[], weight: TermWeight): number {
  const others = new Set(b);
  let dot = 0;
  let left = 0;
  let right = 0;
  for (const term of a) {
    const square = weight(term) ** 2;
    left += square;
    if (others.has(term)) dot += square;
  }
  for (const term of b) right += weight(term) ** 2;
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right);
}
