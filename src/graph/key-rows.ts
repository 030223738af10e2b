/** A set of small numbers as bits. All rows of one analysis have the same length. */
export type Row = Uint32Array;

export function hasBit(row: Row, bit: number): boolean {
  return (((row[bit >> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

export function setBit(row: Row, bit: number): void {
  row[bit >> 5] = (row[bit >> 5] ?? 0) | (1 << (bit & 31));
}

/** Adds to `row` what `other` holds. */
export function addRow(row: Row, other: Row): void {
  for (const [word, bits] of other.entries()) row[word] = (row[word] ?? 0) | bits;
}

/** Keeps in `row` what `other` holds too. */
export function keepRow(row: Row, other: Row): void {
  for (const [word, bits] of other.entries()) row[word] = (row[word] ?? 0) & bits;
}

export function sameRow(a: Row, b: Row): boolean {
  for (const [word, bits] of a.entries()) if (bits !== b[word]) return false;
  return true;
}

/** Whether `row` holds all of `wanted`. */
export function holdsRow(row: Row, wanted: Row): boolean {
  for (const [word, bits] of wanted.entries()) if ((bits & ~(row[word] ?? 0)) !== 0) return false;
  return true;
}
