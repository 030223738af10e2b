import { detectEmails, detectPhones } from "./detect-contacts.ts";
import { detectIbans, detectTaxCodes, detectVatNumbers } from "./detect-codes.ts";
import { detectNames } from "./detect-names.ts";
import type { Anonymization, PiiMatch, PiiService, PiiVault } from "./types.ts";
import { createVault } from "./vault.ts";

/** In the order in which they win where two overlap: what a check digit proves before what looks like something. */
const detectors = [detectIbans, detectTaxCodes, detectVatNumbers, detectEmails, detectPhones, detectNames];

function detect(text: string): readonly PiiMatch[] {
  const ranked = detectors.flatMap((detector, rank) => detector(text).map((match) => ({ match, rank })));
  ranked.sort((a, b) => a.match.start - b.match.start || a.rank - b.rank);
  const kept: { readonly match: PiiMatch; readonly rank: number }[] = [];
  for (const candidate of ranked) {
    const last = kept.at(-1);
    if (last === undefined || candidate.match.start >= last.match.end) kept.push(candidate);
    else if (candidate.rank < last.rank) kept[kept.length - 1] = candidate;
  }
  return kept.map(({ match }) => match);
}

/** Two spellings of one value get two placeholders, so that restoring gives back each as it was written. */
function anonymize(text: string, vault: PiiVault): Anonymization {
  const escaped = vault.escape(text);
  const matches = detect(escaped);
  let out = "";
  let at = 0;
  for (const { type, start, end } of matches) {
    out += escaped.slice(at, start) + vault.placeholder(type, escaped.slice(start, end));
    at = end;
  }
  return { text: out + escaped.slice(at), matches };
}

/** Finds and replaces personal data: Italian codes and numbers by their form and check digits, names by a list. Linear in the text. */
export function createPiiService(): PiiService {
  return { detect, createVault, anonymize };
}
