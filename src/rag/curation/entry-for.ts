import { findMatch } from "../golden/find-match.ts";
import type { GoldenEntry, GoldenReader } from "../golden/types.ts";
import type { GoldenProposal } from "./types.ts";

/** The entry that answers a question already, from `threshold` of likeness on. */
async function answering(
  golden: GoldenReader,
  question: string,
  signature: string | null,
  threshold: number,
): Promise<GoldenEntry | null> {
  if (question === "") return null;
  const [similar = null] = await golden.matchSimilar(question, { limit: 1 });
  const match = signature === null ? similar : (await findMatch(golden, signature, question)).match;
  return match === null || match.similarity_score < threshold ? null : golden.get(match.faq_id);
}

/**
 * The entry that feedback would change: the one it names, else the one that answers the question. The question is empty when it
 * is another than the named entry's: it must not become a way to ask for that.
 */
export async function entryFor(
  golden: GoldenReader,
  about: {
    readonly faq_id: string | null;
    readonly question: string;
    readonly query_signature: string | null;
    readonly threshold: number;
  },
): Promise<{ readonly current: GoldenEntry | null; readonly question: string }> {
  const { faq_id, question, query_signature, threshold } = about;
  const asked = await answering(golden, question, query_signature, threshold);
  const named = faq_id === null ? null : await golden.get(faq_id);
  if (named === null || named.id === asked?.id) return { current: asked, question };
  return { current: named, question: "" };
}

/** The entry that a rule's proposal is about: the one it names, or the one that answers its question. */
export function entryOfProposal(
  golden: GoldenReader,
  proposal: GoldenProposal,
  threshold: number,
): Promise<GoldenEntry | null> {
  return proposal.kind === "obsolete"
    ? golden.get(proposal.faq_id)
    : answering(golden, proposal.question, null, threshold);
}
