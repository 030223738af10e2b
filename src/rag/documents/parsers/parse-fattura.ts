import type { XmlDocument } from "libxml2-wasm";

import type { DocumentFile, DocumentIssue, DocumentText, ParsedDocument, ParsedField } from "../types.ts";
import { decodeText } from "./decode-text.ts";
import { explainSchemaErrors } from "./explain-schema-error.ts";
import { explainXmlError } from "./explain-xml-error.ts";
import { readFatturaAmounts } from "./fattura-amounts.ts";
import { checkFattura, describeDifference } from "./fattura-checks.ts";
import { currencyOf, readFatturaFields } from "./fattura-fields.ts";
import type { FatturaFormat, ValidateFattura } from "./fattura-schema.ts";
import { wholeLine } from "./places.ts";
import { unwrapP7m } from "./unwrap-p7m.ts";
import { all, at, readXmlTree, type XmlBranch } from "./xml-tree.ts";

const roots: ReadonlyMap<string, FatturaFormat> = new Map([
  ["FatturaElettronica", "ordinary"],
  ["FatturaElettronicaSemplificata", "simplified"],
]);

function error(code: string, message: string, line?: number, detail?: string): DocumentIssue {
  return { severity: "error", code, message, line, detail };
}

/** A finding of which only the line is known was found in that line. */
function withSpan(issue: DocumentIssue, source: string): DocumentIssue {
  if (issue.span !== undefined || issue.line === undefined) return issue;
  return { ...issue, page: 1, span: wholeLine(source, issue.line) ?? undefined };
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
  const { hash, filename } = file;
  const placed = issues.map((issue) => withSpan(issue, source));
  return { hash, filename, type: "Fattura XML", fields, issues: placed, text };
}

type Recomputed = { readonly fields: readonly ParsedField[]; readonly issues: readonly DocumentIssue[] };

async function recompute(format: FatturaFormat, body: XmlBranch): Promise<Recomputed> {
  const { differencePlace, valuesPlace } = await import("./fattura-places.ts");
  const unit = currencyOf(body);
  const computed = (
    name: string,
    label: string,
    value: string,
    from: readonly (XmlBranch | undefined)[],
  ): ParsedField => ({ name, label, value, ...valuesPlace(from), unit, confidence: 1 });
  if (format === "simplified") {
    const { recomputeSimplified } = await import("./simplified-totals.ts");
    const { total, tax, issues } = recomputeSimplified(body, unit);
    const goods = all(body, "DatiBeniServizi");
    const taxes = goods.map((each) => at(each, "DatiIVA/Imposta") ?? at(each, "DatiIVA/Aliquota"));
    return {
      issues,
      fields: [
        computed(
          "total",
          "Totale",
          total,
          goods.map((each) => at(each, "Importo")),
        ),
        computed("computed.tax", "Imposta", tax, taxes),
      ],
    };
  }
  const amounts = readFatturaAmounts(body);
  if (amounts === null) {
    const message = "un importo non è un numero: i totali non sono stati ricalcolati";
    return { fields: [], issues: [{ severity: "info", code: "totals-not-recomputed", message }] };
  }
  const { recomputeTotals } = await import("./fattura-totals.ts");
  const totals = recomputeTotals(amounts);
  const summaries = all(at(body, "DatiBeniServizi"), "DatiRiepilogo");
  const taxable = summaries.map((summary) => at(summary, "ImponibileImporto"));
  const tax = summaries.map((summary) => at(summary, "Imposta"));
  return {
    issues: totals.differences.map((difference) => {
      const { page, line, span } = differencePlace(body, difference);
      return { ...describeDifference(difference, unit), page, line, span: span ?? undefined };
    }),
    fields: [
      computed("computed.taxable", "Imponibile ricalcolato", totals.taxable, taxable),
      computed("computed.tax", "Imposta ricalcolata", totals.tax, tax),
      computed("computed.total", "Totale ricalcolato", totals.total, [...taxable, ...tax]),
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
  const schema = explainSchemaErrors(await validate(format, document), tree);
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
    const [first] = cause.details;
    const detail = (first?.message ?? cause.message).trim();
    const message = `il file non è XML ben formato: ${explainXmlError(detail)}`;
    return result(file, source, [...opened.issues, error("xml-malformed", message, first?.line, detail)]);
  }
  try {
    const parsed = await readDocument(file, source, document, validate);
    return { ...parsed, issues: [...opened.issues, ...parsed.issues] };
  } finally {
    document.dispose();
  }
}
