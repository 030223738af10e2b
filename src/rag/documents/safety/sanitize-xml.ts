import { decodeText } from "../parsers/decode-text.ts";
import type { Removal } from "../pdf/disarm.ts";
import { readXmlProlog } from "../xml-root.ts";

const predefined = new Set(["&lt;", "&gt;", "&amp;", "&quot;", "&apos;"]);

/** Only the line ends of a text: what stands behind it keeps its line. */
function lineEnds(text: string): string {
  return text.replaceAll(/[^\r\n]+/g, "");
}

/** An XML text as UTF-8, without a declaration that says otherwise. */
export function encodeXml(text: string): Uint8Array {
  const plain = text.replace(/^(\ufeff?<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')/, "$1");
  return new TextEncoder().encode(plain);
}

/**
 * Takes the document type declaration with its entities, and stylesheets to load, out of an XML text. Null when there are
 * none. What comes out is UTF-8, with every line in its place.
 */
export function sanitizeXml(
  bytes: Uint8Array,
): { readonly bytes: Uint8Array; readonly removals: readonly Removal[] } | null {
  const text = decodeText(bytes);
  const { doctype, instructions } = readXmlProlog(text);
  const removals: Removal[] = [];
  const cuts: { start: number; end: number }[] = [];
  if (doctype !== null) {
    const declaration = text.slice(doctype.start, doctype.end);
    const external = /\b(?:SYSTEM|PUBLIC)\b/.test(declaration);
    removals.push({ kind: external ? "external-entity" : "entity-declaration", where: "DOCTYPE" });
    cuts.push(doctype);
  }
  for (const { start, end, target } of instructions) {
    if (target.toLowerCase() !== "xml-stylesheet") continue;
    removals.push({ kind: "stylesheet", where: target });
    cuts.push({ start, end });
  }
  if (removals.length === 0) return null;
  let clean = "";
  let from = 0;
  for (const { start, end } of cuts.toSorted((a, b) => a.start - b.start)) {
    clean += text.slice(from, start) + lineEnds(text.slice(start, end));
    from = end;
  }
  clean += text.slice(from);
  if (doctype !== null) {
    clean = clean.replaceAll(/&[^\s;&#<>"']+;/g, (name) => (predefined.has(name) ? name : ""));
  }
  return { bytes: encodeXml(clean), removals };
}
