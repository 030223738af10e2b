import { z } from "zod";
import { stemsOf } from "../language/stems.ts";
import type { Thesaurus } from "../language/thesaurus.ts";

/** In how many of `documents` texts each stem (or thesaurus token) stands. */
export const wordFrequenciesSchema = z.object({
  documents: z.number(),
  counts: z.record(z.string(), z.number()),
});
export type WordFrequencies = Readonly<z.infer<typeof wordFrequenciesSchema>>;

/** Counts the words of the texts that are to be searched. */
export function countWords(texts: readonly string[], thesaurus: Thesaurus): WordFrequencies {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const term of new Set(thesaurus.canonical(stemsOf(text))))
      counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return {
    documents: texts.length,
    counts: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/**
 * Inverse document frequency, as BM25 has it: ln(1 + (N - n + 0.5) / (n + 0.5)). A word never seen weighs most.
 */
export function inverseFrequency(documents: number, count: number): number {
  return Math.log(1 + (documents - count + 0.5) / (count + 0.5));
}
