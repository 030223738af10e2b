import { extractFacts } from "#rag/documents/facts/extract-facts.ts";
import type { ParsedDocument } from "#rag/documents/types.ts";

/** An invoice as it was read: who sells, and the total. */
export const parsedInvoice: ParsedDocument = {
  hash: "a".repeat(64),
  filename: "fattura.xml",
  type: "Fattura XML",
  fields: [
    {
      name: "seller.name",
      value: "Mario Rossi",
      label: "Denominazione (cedente)",
      page: 1,
      span: { start: 10, end: 21 },
      confidence: 1,
    },
    {
      name: "total",
      value: "1220.00",
      label: "Importo totale documento",
      page: 1,
      span: { start: 40, end: 47 },
      line: 3,
      confidence: 1,
    },
  ],
  issues: [],
  text: { pages: [{ number: 1, text: "<xml/>" }], method: "xml", confidence: 1, issues: [] },
};

/** A contract that could not be opened. */
export const unreadable: ParsedDocument = {
  hash: "b".repeat(64),
  filename: "contratto.docx",
  type: "Other",
  fields: [],
  issues: [{ severity: "error", code: "file-damaged", message: "il documento è danneggiato" }],
  text: { pages: [], method: "docx", confidence: 0, issues: [] },
};

/** The facts of both. */
export const facts = [parsedInvoice, unreadable].flatMap(extractFacts);
