import { withoutPlaceholders } from "../privacy/without-placeholders.ts";
import type { GoldenMatch, GoldenReader } from "./types.ts";

/** The golden answer nearest to a question, and how it was looked for. */
export interface FoundMatch {
  readonly match: GoldenMatch | null;
  readonly method: "signature_exact" | "semantic_fallback";
}

/** An equal signature is certain, so it goes first; only without one the most similar question counts. */
export async function findMatch(
  golden: GoldenReader,
  signature: string,
  question: string,
): Promise<FoundMatch> {
  const exact = await golden.matchSignature(signature);
  if (exact !== null) return { match: exact, method: "signature_exact" };
  const [nearest = null] = await golden.matchSimilar(withoutPlaceholders(question), { limit: 1 });
  return { match: nearest, method: "semantic_fallback" };
}
