import type { XmlDocument } from "libxml2-wasm";

import type { DocumentFile, DocumentIssue, DocumentText, ParsedDocument, ParsedField } from "../types.ts";
import { decodeText } from "./decode-text.ts";
import { explainSchemaErrors } from "./explain-schema-error.ts";
import { readFatturaAmounts } from "./fattura-amounts.ts";
import { checkFattura, describeDifference } from "./fattura-checks.ts";
import { readFatturaFields } from "./fattura-fields.ts";
import type { FatturaFormat, ValidateFattura } from "./fattura-schema.ts";
import { unwrapP7m } from "./unwrap-p7m.ts";
import { all, readXmlTree, type XmlBranch } from "./xml-tree.ts";

const roots: ReadonlyMap<string, FatturaFormat> = new Map([
  ["FatturaElettronica", "ordinary"],
  ["FatturaElettronicaSemplificata", "simplified"],
]);

function error(code: string, message: string, line?: number): DocumentIssue {
  return line === undefined
    ? { severity: "error", code, message }
    : { severity: "error", code, message, line };
}

function result(
  file: DocumentFile,
  source: string,
  issues: readonly DocumentIssue[],
  fields: readonly ParsedField[] = [],
): ParsedDocument {
  const text: DocumentText = {
    pages: [{ number: 1, text: source }],
    method: "xml",
    confidence: 1,
    issues: [],
  };
  return { hash: file.hash, filename: file.filename, type: "Fattura XML", fields, issues, text };
}

function computed(name: string, label: string, value: string): ParsedField {
  return { name, value, label, page: 1, span: null, confidence: 1 };
}

type Recomputed = { readonly fields: readonly ParsedField[]; readonly issues: readonly DocumentIssue[] };

async function recompute(format: FatturaFormat, body: XmlBranch): Promise<Recomputed> {
  if (format === "simplified") {
    const { recomputeSimplified } = await import("./simplified-totals.ts");
    const { total, tax, issues } = recomputeSimplified(body);
    return { issues, fields: [computed("total", "Totale", total), computed("computed.tax", "Imposta", tax)] };
  }
  const amounts = readFatturaAmounts(body);
  if (amounts === null) {
    const message = "un importo non è un numero: i totali non sono stati ricalcolati";
    return { fields: [], issues: [{ severity: "info", code: "totals-not-recomputed", message }] };
  }
  const { recomputeTotals } = await import("./fattura-totals.ts");
  const totals = recomputeTotals(amounts);
  return {
    issues: totals.differences.map(describeDifference),
    fields: [
      computed("computed.taxable", "Imponibile ricalcolato", totals.taxable),
      computed("computed.tax", "Imposta ricalcolata", totals.tax),
      computed("computed.total", "Totale ricalcolato", totals.total),
    ],
  };
}

async function recomputeAll(format: FatturaFormat, bodies: readonly XmlBranch[]): Promise<Recomputed> {
  const parts = await Promise.all(bodies.map((body) => recompute(format, body)));
  return {
    issues: parts.flatMap(({ issues }) => issues),
    fields: parts.flatMap(({ fields }, i) =>
      i === 0 ? fields : fields.map((field) => ({ ...field, name: `invoice[${i + 1}].${field.name}` })),
    ),
  };
}

async function readDocument(
  file: DocumentFile,
  source: string,
  document: XmlDocument,
  validate: ValidateFattura,
): Promise<ParsedDocument> {
  const { root } = document;
  const format = roots.get(root.name);
  if (format === undefined) {
    const message = `la radice del file è \`${root.name}\`, attesa \`FatturaElettronica\` o \`FatturaElettronicaSemplificata\``;
    return result(file, source, [error("not-an-invoice", message, root.line)]);
  }
  const tree = readXmlTree(root, source);
  const schema = explainSchemaErrors(await validate(format, document));
  const bodies = all(tree, "FatturaElettronicaBody");
  const totals = await recomputeAll(format, bodies);
  const checks = checkFattura(tree, root.attr("versione")?.value ?? null);
  const issues = [...schema, ...checks, ...totals.issues];
  return result(file, source, issues, [...readFatturaFields(tree), ...totals.fields]);
}

function unwrap(
  file: DocumentFile,
): { readonly bytes: Uint8Array; readonly issues: readonly DocumentIssue[] } | string {
  if (file.kind !== "p7m") return { bytes: file.bytes, issues: [] };
  const inner = unwrapP7m(file.bytes);
  if (inner.kind === "refused") return inner.reason;
  const message = "il file è firmato (.p7m): ne è stato letto il contenuto, la firma non è stata verificata";
  return { bytes: inner.bytes, issues: [{ severity: "warning", code: "signature-not-verified", message }] };
}

/**
 * Reads an electronic invoice: schema, header, parties, lines, VAT summary, recomputed totals. A file that is not well
 * formed, or that carries a document type (no invoice does; entities are the way of every attack on XML), has no
 * fields and one error. Rejects only when a schema of the installation cannot be read.
 */
export async function parseFattura(file: DocumentFile, validate: ValidateFattura): Promise<ParsedDocument> {
  const opened = unwrap(file);
  if (typeof opened === "string") return result(file, "", [error("envelope-unreadable", opened)]);
  const source = decodeText(opened.bytes);
  if (/<!DOCTYPE/i.test(source)) {
    const message =
      "il file dichiara un DOCTYPE, che una fattura elettronica non può avere: non è stato letto";
    return result(file, source, [...opened.issues, error("document-type-refused", message)]);
  }
  const { ParseOption, XmlDocument, XmlLibError } = await import("libxml2-wasm");
  // The text is decoded already, whatever the declaration says of the bytes.
  const option =
    ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_IGNORE_ENC;
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(source, { option });
  } catch (cause) {
    if (!(cause instanceof XmlLibError)) throw cause;
    const first = cause.details[0];
    const message = `il file non è XML ben formato: ${(first?.message ?? cause.message).trim()}`;
    return result(file, source, [...opened.issues, error("xml-malformed", message, first?.line)]);
  }
  try {
    const parsed = await readDocument(file, source, document, validate);
    return { ...parsed, issues: [...opened.issues, ...parsed.issues] };
  } finally {
    document.dispose();
  }
}
