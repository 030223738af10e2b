import { createFactService } from "../../facts/create-fact-service.ts";
import type { AtomicFact } from "../../facts/types.ts";
import type { DocumentText, ParsedField } from "../types.ts";
import type { TextFindings } from "./parsed-text.ts";

/** Of each kind; a ledger of thousands of rows is still read through its text. */
const maxOfKind = 50;

const labels: Readonly<Partial<Record<AtomicFact["kind"], string>>> = {
  money: "Importo",
  percentage: "Percentuale",
  date: "Data",
  period: "Periodo",
  law: "Norma",
  tax_code: "Codice",
};

const facts = createFactService();

/** Reads any document: its text with its layout, and the amounts, dates, periods, laws and codes in it. */
export function parseOther(text: DocumentText): TextFindings {
  const counts = new Map<string, number>();
  const fields = text.pages.flatMap((page): readonly ParsedField[] =>
    facts.canonicalize(facts.extract(page.text)).flatMap(({ kind, value, start, end }) => {
      const label = labels[kind];
      const count = (counts.get(kind) ?? 0) + 1;
      if (label === undefined || count > maxOfKind) return [];
      counts.set(kind, count);
      const confidence = Math.round(0.8 * text.confidence * 100) / 100;
      const name = `${kind}[${count}]`;
      return [{ name, label, value, page: page.number, span: { start, end }, confidence }];
    }),
  );
  return { fields, issues: [] };
}
