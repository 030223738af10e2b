/** One element of a BER or DER encoding: where its content starts and ends, and where the next one starts. */
export interface Asn1Tag {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** How deep elements of unknown length may nest while their end is looked for. */
const maxDepth = 32;

function endOfContents(bytes: Uint8Array, from: number, limit: number, depth: number): number | null {
  for (let at = from; at + 1 < limit;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
    const child = readTag(bytes, at, limit, depth + 1);
    if (child === null) return null;
    at = child.next;
  }
  return null;
}

/** Reads the element at `at`; null when it is malformed or reaches beyond `limit`. Tags of one byte only. */
export function readTag(bytes: Uint8Array, at: number, limit: number, depth = 0): Asn1Tag | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit || (tag & 0x1f) === 0x1f) return null;
  if (depth > maxDepth) return null;
  if (first === 0x80) {
    const end = endOfContents(bytes, at + 2, limit, depth);
    return end === null ? null : { tag, start: at + 2, end, next: end + 2 };
  }
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4) return null;
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const start = at + 2 + lengthBytes;
  return start + length > limit ? null : { tag, start, end: start + length, next: start + length };
}
