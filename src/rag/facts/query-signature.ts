import { createHash } from "node:crypto";
import { stemsOf } from "../language/stems.ts";
import { fold } from "../language/words.ts";
import type { CanonicalFact } from "./types.ts";

/** `da forfettario a ordinario` and the way back are two questions with the same words. */
const transition =
  /(?<!\p{L})da(?:l|llo|lla|i|gli|lle)?(?!\p{L}).*(?<!\p{L})a(?:d|l|llo|lla|i|gli|lle)?(?!\p{L})/iu;

/** The question without its facts: those count by their value, not by how they are written. */
function withoutFacts(question: string, facts: readonly CanonicalFact[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of facts.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end > question.length) continue;
    rest += `${question.slice(at, start)} `;
    at = end;
  }
  return rest + question.slice(at);
}

/**
 * SHA-256 (hex) over the sorted stems of the question (words that ask included), the canonical facts and the hashes of
 * attachments. Stems keep their order where the question tells of a change from one thing to another. A question without
 * a single stem counts by its folded text, so that no two different ones share a signature for want of words.
 */
export function querySignature(
  question: string,
  facts: readonly CanonicalFact[],
  attachmentHashes: readonly string[],
): string {
  const rest = withoutFacts(question, facts);
  const stems = stemsOf(rest, "questions");
  const words = transition.test(rest) ? stems : [...new Set(stems)].toSorted();
  const values = [...new Set(facts.map(({ kind, value }) => `${kind}:${value}`))].toSorted();
  const said =
    words.length === 0 && values.length === 0 ? [fold(question).split(/\s+/).join(" ").trim()] : words;
  return createHash("sha256")
    .update(JSON.stringify([said, values, attachmentHashes.toSorted()]))
    .digest("hex");
}
