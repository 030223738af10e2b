import { zipSync } from "fflate";

import { decodeText } from "../parsers/decode-text.ts";
import type { Removal } from "../pdf/disarm.ts";
import { readZipDirectory, unpackEntry } from "../zip/read-zip.ts";
import { encodeXml, sanitizeXml } from "./sanitize-xml.ts";

/** Parts that run or carry something, with the kind of threat they are. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)vba(?:Project|Data)[^/]*(?:\.rels)?$/i, "macro"],
  [/^xl\/(?:macrosheets|dialogsheets|intlMacrosheets)\//i, "macro"],
  [/(?:^|\/)(?:activeX|ctrlProps)\//i, "active-control"],
  [/(?:^|\/)embeddings\//i, "embedded-file"],
  [/(?:^|\/)oleObject[^/]*\.bin$/i, "embedded-file"],
  [/^customUI\//i, "active-interface"],
  [/^xl\/externalLinks\//i, "external-link"],
  [/^xl\/connections\.xml$/i, "external-link"],
];

const dde = /<(?:w:)?instrText\b[^>]*>[^<]*\bDDE(?:AUTO)?\b[^<]*</i;
const ddeFields = /(<(?:w:)?instrText\b[^>]*>)[^<]*(<)/gi;
const relationship = /<(?:\w+:)?Relationship\s[^>]*?\/?>(?:<\/(?:\w+:)?Relationship>)?/g;

function attribute(tag: string, name: string): string {
  return (
    new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? ""
  );
}

/** The part that a relationship leads to, as the archive names it. */
function targetOf(tag: string, rels: string): string {
  const target = attribute(tag, "Target");
  if (target.startsWith("/")) return target.slice(1);
  // `word/_rels/document.xml.rels` speaks from `word/`.
  const base = `file:///${rels.replace(/_rels\/[^/]*$/, "")}`;
  return URL.canParse(target, base) ? new URL(target, base).pathname.slice(1) : target;
}

function cleanRelationships(
  text: string,
  name: string,
  gone: ReadonlySet<string>,
  removals: Removal[],
): string {
  return text.replace(relationship, (tag) => {
    if (attribute(tag, "TargetMode") === "External") {
      const type = attribute(tag, "Type");
      if (type.endsWith("/hyperlink")) return tag;
      removals.push({ kind: "external-link", where: `${name}: ${type.slice(type.lastIndexOf("/") + 1)}` });
      return "";
    }
    return gone.has(targetOf(tag, name)) ? "" : tag;
  });
}

function cleanContentTypes(text: string, gone: ReadonlySet<string>): string {
  return text
    .replace(/<(?:\w+:)?Override\s[^>]*?\/>/g, (tag) =>
      gone.has(attribute(tag, "PartName").slice(1)) ? "" : tag,
    )
    .replaceAll("application/vnd.ms-word.document.macroEnabled.main+xml", wordMain)
    .replaceAll("application/vnd.ms-excel.sheet.macroEnabled.main+xml", excelMain);
}

const office = "application/vnd.openxmlformats-officedocument";
const wordMain = `${office}.wordprocessingml.document.main+xml`;
const excelMain = `${office}.spreadsheetml.sheet.main+xml`;

/**
 * Takes macros, controls, embedded files, links that load by themselves, fields that start programs and entities out of an
 * Office file. Null when there are none: the file stays as it is, byte for byte. Expects a file that has been measured.
 */
export function sanitizeOffice(
  bytes: Uint8Array,
  limit: number,
): { readonly bytes: Uint8Array; readonly removals: readonly Removal[] } | null {
  const entries = (readZipDirectory(bytes) ?? []).filter(({ name }) => !name.endsWith("/"));
  const removals: Removal[] = [];
  const gone = new Set<string>();
  for (const { name } of entries) {
    const kind = parts.find(([pattern]) => pattern.test(name))?.[1];
    if (kind === undefined) continue;
    gone.add(name);
    removals.push({ kind, where: name });
  }
  const kept: (readonly [string, Uint8Array])[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (gone.has(name)) continue;
    const unpacked = unpackEntry(bytes, entry, limit);
    if (unpacked.kind !== "bytes") continue;
    let content = unpacked.bytes;
    if (/\.(?:xml|rels)$/i.test(name)) {
      const plain = sanitizeXml(content);
      if (plain !== null) {
        content = plain.bytes;
        removals.push(...plain.removals.map(({ kind, where }) => ({ kind, where: `${name}: ${where}` })));
      }
      const before = decodeText(content);
      let text = before;
      if (name.endsWith(".rels")) text = cleanRelationships(text, name, gone, removals);
      if (name === "[Content_Types].xml") text = cleanContentTypes(text, gone);
      if (dde.test(text)) {
        text = text.replace(ddeFields, "$1$2");
        removals.push({ kind: "dde-field", where: name });
      }
      if (text !== before) content = encodeXml(text);
    }
    kept.push([name, content]);
  }
  return removals.length === 0
    ? null
    : { bytes: zipSync(Object.fromEntries(kept), { mtime: new Date(1980, 0, 1) }), removals };
}
