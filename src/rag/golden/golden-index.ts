import type { Thesaurus } from "../language/thesaurus.ts";
import { comparable, likeness, termWeights } from "./similarity.ts";
import type { GoldenEntry, GoldenMatch } from "./types.ts";

/** The current golden answers, ready to be compared with a question. */
export interface GoldenIndex {
  bySignature(signature: string): GoldenMatch | null;
  similar(
    question: string,
    options: { readonly limit: number; readonly min_score: number },
  ): readonly GoldenMatch[];
}

function toMatch(
  entry: GoldenEntry,
  match_type: GoldenMatch["match_type"],
  similarity_score: number,
): GoldenMatch {
  const { id, question, answer, citations, category, tags, updated_at, version } = entry;
  return {
    faq_id: id,
    question,
    answer,
    citations,
    category,
    tags,
    updated_at,
    version,
    match_type,
    similarity_score,
  };
}

/** `signatureOf` must be the one that questions are signed with when they come in. */
export function createGoldenIndex(
  entries: readonly GoldenEntry[],
  means: { readonly thesaurus: Thesaurus; readonly signatureOf: (question: string) => string },
): GoldenIndex {
  const phrasings = entries.flatMap((entry) => {
    const texts = [entry.question, ...entry.phrasings];
    return texts.map((text) => ({ entry, text, asks: comparable(text, means.thesaurus, texts) }));
  });
  const weight = termWeights(phrasings.map((phrasing) => phrasing.asks));
  let signatures: ReadonlyMap<string, GoldenEntry> | undefined;
  return {
    bySignature(signature) {
      // Signing every phrasing takes a while, so not before it is asked for. Of two entries with one signature the first answers.
      signatures ??= new Map(
        phrasings.map(({ text, entry }) => [means.signatureOf(text), entry] as const).toReversed(),
      );
      const entry = signatures.get(signature);
      return entry === undefined ? null : toMatch(entry, "signature", 1);
    },
    similar(question, { limit, min_score }) {
      const asked = comparable(question, means.thesaurus);
      const best = new Map<GoldenEntry, number>();
      for (const { entry, asks } of phrasings) {
        const score = likeness(asked, asks, weight);
        if (score > 0 && score >= min_score && score > (best.get(entry) ?? 0)) best.set(entry, score);
      }
      return [...best]
        .toSorted(([a, left], [b, right]) => right - left || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(([entry, score]) => toMatch(entry, "semantic", score));
    },
  };
}
