/** `t.f.r.` and `T. F. R.` are one word; so is `85.000`. */
const dottedLetters = /(?<![\p{L}\p{N}])(?:\p{L}\.\s?){2,}/gu;
const thousands = /(?<=\d)\.(?=\d{3}(?!\d))/gu;
const word = /\d+(?:[.,]\d+)*[\p{L}\p{N}]*|[\p{L}\p{N}]+/gu;

/** Lower case and without accents, so that `perché` and `perche` are one word: people leave accents out when they type. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The words of a text: folded, split at blanks, punctuation and apostrophes (`dell'IVA` is `dell`, `iva`).
 * Numbers lose the point of thousands and keep their decimals as `13_5`, which full-text search takes as one word.
 */
export function splitWords(text: string): readonly string[] {
  const joined = text.replace(dottedLetters, (letters) => `${letters.replace(/[.\s]/gu, "")} `);
  const found = fold(joined).replace(thousands, "").match(word) ?? [];
  return found.map((one) => one.replace(/[.,]/gu, "_"));
}
