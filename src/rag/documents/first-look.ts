import { classifyText, invoiceRoots } from "./classify-document.ts";
import type { SniffedDocument } from "./document-facts.ts";
import { decodeText } from "./parsers/decode-text.ts";
import { unwrapP7m } from "./parsers/unwrap-p7m.ts";
import { sniff } from "./sniff.ts";
import type { DocumentKind, DocumentType } from "./types.ts";
import { readXmlRoot } from "./xml-root.ts";

/** How much of a file the first look reads. */
const sampleBytes = 20_000;

const mimes: Readonly<Record<DocumentKind, readonly string[]>> = {
  pdf: ["application/pdf"],
  docx: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  xml: ["application/xml", "text/xml"],
  p7m: ["application/pkcs7-mime", "application/x-pkcs7-mime"],
  png: ["image/png"],
  jpeg: ["image/jpeg", "image/jpg"],
  text: ["text/plain"],
  other: [],
};

function agrees(declared: string, kind: DocumentKind): boolean {
  const mime = declared.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return mime === "" || mime === "application/octet-stream" || mimes[kind].includes(mime);
}

function hintOf(bytes: Uint8Array, kind: DocumentKind): DocumentType | null {
  if (kind === "p7m") {
    const inner = unwrapP7m(bytes);
    return inner.kind === "content" ? hintOf(inner.bytes, sniff(inner.bytes)) : null;
  }
  if (kind !== "xml" && kind !== "text") return null;
  const text = decodeText(bytes.subarray(0, sampleBytes));
  if (kind === "xml") return invoiceRoots.has(readXmlRoot(text) ?? "") ? "Fattura XML" : null;
  const { type } = classifyText(text);
  return type === "Other" ? null : type;
}

/** What the bytes of an attachment tell without reading them through. */
export function lookAt(file: {
  readonly hash: string;
  readonly filename: string;
  readonly mime_type: string;
  readonly bytes: Uint8Array;
}): SniffedDocument {
  const { hash, filename, mime_type, bytes } = file;
  const kind = sniff(bytes);
  return {
    hash,
    filename,
    size: bytes.length,
    kind,
    declared_mime: mime_type,
    mime_agrees: agrees(mime_type, kind),
    hint: hintOf(bytes, kind),
  };
}
