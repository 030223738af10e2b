import type { CanonicalFact } from "../facts/types.ts";
import { withoutPlaceholders } from "../privacy/without-placeholders.ts";

/**
 * What to search for: the question without placeholders, and the full name of each law it mentions in short, because sources carry the full
 * one. Amounts and dates are left out: they belong to the asker's case, not to the knowledge.
 */
export function searchText(question: string, facts: readonly CanonicalFact[]): string {
  const laws = facts
    .filter(({ kind, text, value }) => kind === "law" && value !== text)
    .map(({ value }) => value);
  return [withoutPlaceholders(question), ...new Set(laws)].join(" ");
}
