import { decodeText } from "../parsers/decode-text.ts";
import { readXmlProlog } from "../xml-root.ts";
import { readZipDirectory, unpackEntry } from "../zip/read-zip.ts";
import { type AttachmentLimits, bomb, damaged, locked, type Refusal } from "./limits.ts";
import { expandedLength } from "./measure-entities.ts";

/** Unpacks every part of an Office file within the limits. Null when there is nothing against opening it. */
export function measureOffice(bytes: Uint8Array, limits: AttachmentLimits): Refusal | null {
  const entries = readZipDirectory(bytes);
  if (entries === null) return damaged("un documento Office");
  if (entries.some(({ encrypted }) => encrypted)) return locked;
  if (entries.length > limits.max_parts) {
    return {
      code: "too-many-parts",
      reason: `ha ${entries.length} parti, più delle ${limits.max_parts} ammesse`,
    };
  }
  let left = limits.max_inflated_bytes;
  for (const entry of entries) {
    const part = unpackEntry(bytes, entry, left);
    if (part.kind === "too-large") return bomb(limits);
    if (part.kind === "damaged") return damaged("un documento Office");
    left -= part.bytes.length;
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue;
    const refusal = measureXml(part.bytes, limits);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Works out what the entities of an XML text unfold to. */
export function measureXml(bytes: Uint8Array, limits: AttachmentLimits): Refusal | null {
  // A declaration stands before the root: without one in sight there is nothing to decode for.
  const text = decodeText(bytes);
  const { doctype } = readXmlProlog(text);
  if (doctype === null) return null;
  const length = expandedLength(text, text.slice(doctype.start, doctype.end));
  return length > limits.max_inflated_bytes ? bomb(limits) : null;
}
