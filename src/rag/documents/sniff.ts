import { decodeText } from "./parsers/decode-text.ts";
import { unwrapP7m } from "./parsers/unwrap-p7m.ts";
import type { DocumentKind } from "./types.ts";
import { readXmlRoot } from "./xml-root.ts";
import { readZipDirectory } from "./zip/read-zip.ts";

/** How far a mark may stand from the beginning; readers of PDF look as far. */
const sampleBytes = 1024;

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function kindOfArchive(bytes: Uint8Array): DocumentKind {
  const names = new Set((readZipDirectory(bytes) ?? []).map(({ name }) => name));
  if (!names.has("[Content_Types].xml")) return "other";
  if (names.has("word/document.xml")) return "docx";
  return names.has("xl/workbook.xml") ? "xlsx" : "other";
}

/** Text has no control characters but tabs, line ends and form feeds. */
function isText(sample: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return sample.trim() !== "" && !/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/.test(sample);
}

function isEnvelope(bytes: Uint8Array, sample: string): boolean {
  // A SEQUENCE in BER, or base64 of one, with or without PEM lines.
  if (bytes[0] !== 0x30 && !/^\s*(?:-----BEGIN (?:PKCS7|CMS)|MI[A-Za-z0-9+/])/.test(sample)) return false;
  return unwrapP7m(bytes).kind === "content" || /^\s*-----BEGIN (?:PKCS7|CMS)/.test(sample);
}

/** What a file is, by what it holds. Its name and what its sender calls it play no part. */
export function sniff(bytes: Uint8Array): DocumentKind {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return kindOfArchive(bytes);
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  const head = bytes.subarray(0, sampleBytes);
  if (Buffer.from(head).includes("%PDF-")) return "pdf";
  const sample = decodeText(head);
  if (isEnvelope(bytes, sample)) return "p7m";
  if (!isText(sample.replace(/\ufffd$/, ""))) return "other";
  const root = readXmlRoot(sample);
  if (root?.toLowerCase() === "html" || /^\s*<!doctype html/i.test(sample)) return "other";
  return root !== null || /^\ufeff?\s*<\?xml\s/.test(sample) ? "xml" : "text";
}
