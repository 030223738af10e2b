import {
  hasBirthDay,
  hasIbanCheckDigits,
  hasTaxCodeCheckLetter,
  hasVatCheckDigit,
  ibanLength,
} from "./check-digits.ts";
import type { PiiMatch } from "./types.ts";

const taxCode =
  /(?<![\p{L}\p{N}])[A-Z]{3}[ ]?[A-Z]{3}[ ]?[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[ ]?[A-Z][0-9LMNPQRSTUV]{3}[A-Z](?![\p{L}\p{N}])/giu;

/** A codice fiscale counts without its check letter too: a mistyped one still says who somebody is. */
export function detectTaxCodes(text: string): readonly PiiMatch[] {
  const found: PiiMatch[] = [];
  for (const match of text.matchAll(taxCode)) {
    const code = match[0].replaceAll(" ", "").toUpperCase();
    const proved = hasTaxCodeCheckLetter(code);
    if (!proved && (!hasBirthDay(code) || match[0].includes(" "))) continue;
    found.push({
      type: "codice_fiscale",
      start: match.index,
      end: match.index + match[0].length,
      confidence: proved ? 1 : 0.85,
    });
  }
  return found;
}

const vatNumber = /(?<![\p{L}\p{N}.,])(?:IT ?)?[0-9]{11}(?![\p{L}\p{N}]|[.,][0-9])/giu;
const vatCue = /(?:p(?:artita|\.)?\s?\.?\s?iva|codice fiscale|c\.\s?f\.|vat)[^\p{N}]{0,15}$/iu;

/** Eleven digits are a partita IVA when the check digit fits, or when the text calls them one. */
export function detectVatNumbers(text: string): readonly PiiMatch[] {
  const found: PiiMatch[] = [];
  for (const match of text.matchAll(vatNumber)) {
    const proved = hasVatCheckDigit(match[0].slice(-11));
    if (!proved && !vatCue.test(text.slice(Math.max(0, match.index - 40), match.index))) continue;
    found.push({
      type: "partita_iva",
      start: match.index,
      end: match.index + match[0].length,
      confidence: proved ? 1 : 0.85,
    });
  }
  return found;
}

const ibanStart = /(?<![\p{L}\p{N}])[A-Z]{2}[0-9]{2}(?=[ ]?[A-Z0-9])/giu;
const italianIban = /^IT[0-9]{2}[A-Z][0-9]{10}[A-Z0-9]{12}$/;

/** The end of an IBAN of `length` characters that begins at `start`, blanks between them allowed; undefined when it breaks off. */
function ibanEnd(text: string, start: number, length: number): number | undefined {
  let at = start;
  for (let count = 0; count < length; at++) {
    const char = text.charAt(at);
    if (/[A-Za-z0-9]/.test(char)) count++;
    else if (char !== " " || text.charAt(at - 1) === " ") return undefined;
  }
  return /[\p{L}\p{N}]/u.test(text.charAt(at)) ? undefined : at;
}

/** An IBAN whose division by 97 fits, or one with all the marks of an Italian one. */
export function detectIbans(text: string): readonly PiiMatch[] {
  const found: PiiMatch[] = [];
  for (const match of text.matchAll(ibanStart)) {
    const length = ibanLength(match[0].slice(0, 2).toUpperCase());
    const end = length === undefined ? undefined : ibanEnd(text, match.index, length);
    if (end === undefined) continue;
    const iban = text.slice(match.index, end).replaceAll(" ", "").toUpperCase();
    const proved = hasIbanCheckDigits(iban);
    if (!proved && !italianIban.test(iban)) continue;
    found.push({ type: "iban", start: match.index, end, confidence: proved ? 1 : 0.85 });
  }
  return found;
}
