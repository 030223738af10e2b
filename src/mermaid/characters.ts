// Which characters may begin or go on an id, as Mermaid reads them.
const punctuation = "!\"#$%&'*+.`?\\_/";

const table = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const character = String.fromCharCode(unit);
  if (/[A-Za-z0-9]/.test(character) || punctuation.includes(character)) table[unit] = 1;
}

/** A letter, digit or sign that goes on a plain word; `-` depends on what follows and is not among them. */
export function isWordUnit(unit: number): boolean {
  return unit < 128 && table[unit] === 1;
}

/** A letter outside ASCII. Mermaid takes those of the basic plane, so no emoji. */
export function isForeignLetter(unit: number): boolean {
  return unit > 127 && (unit < 0xd800 || unit > 0xdfff) && /\p{L}/u.test(String.fromCharCode(unit));
}

/** White space as `\s` has it. */
export function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || (unit > 127 && /\s/.test(String.fromCharCode(unit)));
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** A letter, digit or underscore of ASCII: what `\w` is. */
export function isAsciiWord(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || isDigit(unit) || unit === 95;
}

/** The end of the line that `at` is on, before its line break. */
export function lineEndFrom(text: string, at: number): number {
  const lineBreak = text.indexOf("\n", at);
  return lineBreak < 0 ? text.length : lineBreak;
}
