import type { PiiMatch } from "./types.ts";

const email =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*\.\p{L}{2,24}(?![\p{L}\p{N}])/gu;

export function detectEmails(text: string): readonly PiiMatch[] {
  if (!text.includes("@")) return [];
  return [...text.matchAll(email)].map((match) => ({
    type: "email",
    start: match.index,
    end: match.index + match[0].length,
    confidence: 0.99,
  }));
}

const before = String.raw`(?<![\p{L}\p{N}@#/]|[0-9][.,-]|€\s?)`;
// After: no digit, no decimals, no currency (`345 123 456 euro` is money), no further part of a date or a law's number.
const after = String.raw`(?![\p{L}\p{N}]|[.,/-][0-9]|\s?(?:€|euro\b|eur\b|mila\b|milion|%))`;
const prefix = String.raw`(?:(?:\+|00)39[ .-]?)`;
const mobile = String.raw`3[0-9]{2}[ ./-]?[0-9]{3}[ .-]?[0-9]{3,4}|3[0-9]{2}[ ./-]?[0-9]{2}[ .-]?[0-9]{2}[ .-]?[0-9]{2,3}`;
const landline = String.raw`0[0-9]{1,3}[ ./-]?[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,2}`;

type Shape = "prefixed" | "mobile" | "landline" | "foreign";

const shapes: Readonly<Record<Shape, RegExp>> = {
  prefixed: new RegExp(`${before}${prefix}(?:${mobile}|${landline})${after}`, "giu"),
  mobile: new RegExp(`${before}(?:${mobile})${after}`, "giu"),
  landline: new RegExp(`${before}(?:${landline})${after}`, "giu"),
  foreign: new RegExp(String.raw`${before}\+[1-9][0-9]{0,2}(?:[ .-]?[0-9]{2,4}){2,5}${after}`, "giu"),
};

const cue =
  /(?:\btel(?:\.|efono|efonico|\b)|\bcell(?:\.|ulare|\b)|\bfax\b|\bmobile\b|\brecapito\b|\bchiam\p{L}+|\bwhatsapp\b|\bnumero di telefono)[^\p{N}]{0,25}$/iu;

/** A number of thousands (`350.000.000`) looks like a mobile number with points. */
const thousands = /^[0-9]{3}(?:\.[0-9]{3})+$/;

/** How sure a number of this shape is one; 0 for none. `isCued`: a word such as `tel.` announces it. */
const confidences: Readonly<Record<Shape, (written: string, digits: number, isCued: boolean) => number>> = {
  prefixed: () => 0.95,
  foreign: (_, digits) => (digits >= 8 && digits <= 15 ? 0.9 : 0),
  mobile(written, digits, isCued) {
    if (isCued) return 0.95;
    return digits === 10 && !thousands.test(written) ? 0.9 : 0;
  },
  landline(written, digits, isCued) {
    if (digits < 8 || digits > 11) return 0;
    if (isCued) return 0.95;
    // Unannounced, only `06 1234567` and the like: one break, after the area code.
    return /^0[0-9]{1,3}[ /-][0-9]{5,8}$/.test(written) ? 0.85 : 0;
  },
};

/** Italian mobile and landline numbers, with or without +39, and foreign ones that begin with `+`. */
export function detectPhones(text: string): readonly PiiMatch[] {
  const found: PiiMatch[] = [];
  for (const shape of ["prefixed", "mobile", "landline", "foreign"] as const) {
    for (const match of text.matchAll(shapes[shape])) {
      const [written] = match;
      const isCued = cue.test(text.slice(Math.max(0, match.index - 60), match.index));
      const confidence = confidences[shape](written, written.replace(/[^0-9]/g, "").length, isCued);
      if (confidence > 0)
        found.push({ type: "phone", start: match.index, end: match.index + written.length, confidence });
    }
  }
  return found;
}
