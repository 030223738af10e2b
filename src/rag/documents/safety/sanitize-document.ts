import type { Threat } from "../document-facts.ts";
import { unwrapP7m } from "../parsers/unwrap-p7m.ts";
import { disarmPdf, type Removal } from "../pdf/disarm.ts";
import { readPdfFile } from "../pdf/read-pdf-file.ts";
import { writePdfFile } from "../pdf/write-pdf-file.ts";
import { sniff } from "../sniff.ts";
import type { DocumentFile } from "../types.ts";
import { sanitizeOffice } from "./sanitize-office.ts";
import { sanitizeXml } from "./sanitize-xml.ts";

/** A file without what could act on whoever opens it. `threats` names what was taken out. */
export interface SanitizedDocument {
  readonly file: DocumentFile;
  readonly threats: readonly Threat[];
}

export interface SanitizerLimits {
  readonly max_inflated_bytes: number;
  readonly max_parts: number;
}

type Cleaned = { readonly bytes: Uint8Array; readonly removals: readonly Removal[] } | null;

function sanitizePdf(bytes: Uint8Array, limits: SanitizerLimits): Cleaned {
  const read = readPdfFile(bytes, {
    inflated_bytes: limits.max_inflated_bytes,
    objects: limits.max_parts * 20,
  });
  if (read.kind !== "pdf") return null;
  const { file, removals } = disarmPdf(read);
  return removals.length === 0 ? null : { bytes: writePdfFile(file), removals };
}

function clean({ bytes, kind }: DocumentFile, limits: SanitizerLimits): Cleaned {
  switch (kind) {
    case "pdf":
      return sanitizePdf(bytes, limits);
    case "docx":
    case "xlsx":
      return sanitizeOffice(bytes, limits.max_inflated_bytes);
    case "xml":
      return sanitizeXml(bytes);
    case "p7m":
    case "png":
    case "jpeg":
    case "text":
    case "other":
      return null;
    default:
      return kind satisfies never;
  }
}

/**
 * Takes macros out of Office files, scripts, actions and embedded files out of PDFs, entities and stylesheets out of XML.
 * A file in a signed envelope comes out of it when something had to be taken out, for the signature no longer fits. Expects files
 * that have been measured (`checkAttachments`).
 */
export function sanitizeDocument(file: DocumentFile, limits: SanitizerLimits): SanitizedDocument {
  if (file.kind === "p7m") {
    const inner = unwrapP7m(file.bytes);
    if (inner.kind === "refused") return { file, threats: [] };
    const content = sanitizeDocument({ ...file, bytes: inner.bytes, kind: sniff(inner.bytes) }, limits);
    return content.threats.length === 0 ? { file, threats: [] } : content;
  }
  const cleaned = clean(file, limits);
  if (cleaned === null) return { file, threats: [] };
  const threats = cleaned.removals.map((removal) => ({ hash: file.hash, ...removal }));
  return { file: { ...file, bytes: cleaned.bytes }, threats };
}
