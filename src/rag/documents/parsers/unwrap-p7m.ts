import { readTag, type Asn1Tag } from "./asn1.ts";

/** OIDs as DER writes them: `signedData` and `data` of PKCS #7 (RFC 5652). */
const signedData = "2a864886f70d010702";
const data = "2a864886f70d010701";

const sequence = 0x30;
const objectId = 0x06;
const octetString = 0x04;
const chunkedOctetString = 0x24;
const explicitContent = 0xa0;

/** A signed file may be signed again. */
const maxEnvelopes = 5;

export type Unwrapped =
  | { readonly kind: "content"; readonly bytes: Uint8Array; readonly envelopes: number }
  | { readonly kind: "refused"; readonly reason: string };

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** Base64, with or without PEM lines around it; null when the bytes are not base64 text. */
function fromBase64(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === sequence) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replaceAll(/-----[A-Z0-9 ]+-----/g, "")
    .replaceAll(/\s+/g, "");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, "base64") : null;
}

/** The bytes of an octet string; BER may cut it into chunks, and chunks into chunks. */
function octets(bytes: Uint8Array, tag: Asn1Tag, depth = 0): Uint8Array[] | null {
  if (tag.tag === octetString) return [bytes.subarray(tag.start, tag.end)];
  if (tag.tag !== chunkedOctetString || depth > 4) return null;
  const parts: Uint8Array[] = [];
  for (let at = tag.start; at < tag.end;) {
    const chunk = readTag(bytes, at, tag.end);
    const inner = chunk === null ? null : octets(bytes, chunk, depth + 1);
    if (chunk === null || inner === null) return null;
    parts.push(...inner);
    at = chunk.next;
  }
  return parts;
}

/** The children of a tag, up to `count` of them. */
function children(bytes: Uint8Array, parent: Asn1Tag, count: number): Asn1Tag[] {
  const found: Asn1Tag[] = [];
  for (let at = parent.start; at < parent.end && found.length < count;) {
    const child = readTag(bytes, at, parent.end);
    if (child === null) break;
    found.push(child);
    at = child.next;
  }
  return found;
}

function isObjectId(bytes: Uint8Array, tag: Asn1Tag | undefined, oid: string): boolean {
  return tag?.tag === objectId && hex(bytes.subarray(tag.start, tag.end)) === oid;
}

function openOne(bytes: Uint8Array): Uint8Array | string {
  const outer = readTag(bytes, 0, bytes.length);
  if (outer === null || outer.tag !== sequence) return "non è una busta CMS (PKCS #7)";
  const [type, wrapped] = children(bytes, outer, 2);
  if (!isObjectId(bytes, type, signedData)) return "la busta CMS non contiene dati firmati";
  const body = wrapped === undefined ? undefined : children(bytes, wrapped, 1)[0];
  // SignedData: version, digest algorithms, the content, then certificates and signers.
  const content = body === undefined ? undefined : children(bytes, body, 3)[2];
  if (content?.tag !== sequence) return "la busta CMS è incompleta o danneggiata";
  const [contentType, explicit] = children(bytes, content, 2);
  if (!isObjectId(bytes, contentType, data)) return "la busta CMS contiene un tipo di dati sconosciuto";
  if (explicit?.tag !== explicitContent) return "la firma è separata dal documento: la busta non lo contiene";
  const held = children(bytes, explicit, 1)[0];
  const parts = held === undefined ? null : octets(bytes, held);
  return parts === null ? "la busta CMS è incompleta o danneggiata" : Buffer.concat(parts);
}

/**
 * Takes the document out of a signed `.p7m` envelope (CMS SignedData; DER, BER with indefinite lengths, base64 or PEM),
 * also out of several around each other. Signatures are not verified. Never throws; `reason` is Italian.
 */
export function unwrapP7m(bytes: Uint8Array): Unwrapped {
  let current = fromBase64(bytes) ?? bytes;
  for (let envelopes = 1; envelopes <= maxEnvelopes; envelopes++) {
    const inner = openOne(current);
    if (typeof inner === "string") return { kind: "refused", reason: inner };
    const decoded = inner[0] === 0x4d ? fromBase64(inner) : null;
    current = decoded ?? inner;
    if (current[0] !== sequence) return { kind: "content", bytes: current, envelopes };
  }
  return { kind: "refused", reason: `il documento sta in più di ${maxEnvelopes} buste una dentro l'altra` };
}
