import type { ParsedField, TextSpan } from "../types.ts";
import { tributeNames } from "./f24-codes.ts";
import type { F24Cell, F24Row, F24Section } from "./f24-rows.ts";
import { readMonth } from "./text-values.ts";

const sectionNames: Readonly<Record<F24Section, string>> = {
  erario: "Erario",
  inps: "INPS",
  regioni: "Regioni",
  locali: "IMU e altri tributi locali",
  altri: "Altri enti previdenziali e assicurativi",
  accise: "Accise",
};

/** `[name, label, cell]` */
type Part = readonly [name: string, label: string, cell: F24Cell | undefined];

const isYear = (text: string) => /^(?:19|20)[0-9]{2}$/.test(text);
const isCode = (text: string) => /^[0-9A-Z]{4}$/.test(text);
const isPeriod = (text: string) => /^(?:0[1-9]|1[0-2])\/(?:19|20)[0-9]{2}$/.test(text);

/** Code, instalment, year: the end of a row of taxes. */
function taxParts(cells: readonly F24Cell[]): readonly Part[] {
  const [code, ...rest] = cells;
  const year = rest.findLast((cell) => isYear(cell.text));
  const instalment = rest.find((cell) => cell !== year && isCode(cell.text));
  return [
    ["code", "Codice tributo", code],
    ["instalment", "Rateazione o mese", instalment],
    ["year", "Anno di riferimento", year],
  ];
}

/** Office, reason, registration number and the months from and to. */
function socialParts(cells: readonly F24Cell[]): readonly Part[] {
  const [office, reason, ...rest] = cells;
  const periods = rest.filter((cell) => isPeriod(cell.text));
  const registration = rest.find((cell) => !periods.includes(cell));
  return [
    ["office", "Codice sede", office],
    ["code", "Causale contributo", reason],
    ["registration", "Matricola", registration],
    ["from", "Periodo dal", periods[0]],
    ["to", "Periodo al", periods[1]],
  ];
}

function partsOf({ section, cells }: F24Row): readonly Part[] {
  switch (section) {
    case "erario":
    case "accise":
      return taxParts(cells);
    case "regioni":
      return [["region", "Codice regione", cells[0]], ...taxParts(cells.slice(1))];
    case "locali": {
      // Marks of instalment and balance stand between the municipality and the code.
      const code = cells.findIndex((cell, at) => at > 0 && /^[0-9]{4}$/.test(cell.text));
      return [
        ["municipality", "Codice comune", cells[0]],
        ...(code === -1 ? [] : taxParts(cells.slice(code))),
      ];
    }
    case "inps":
      return socialParts(cells);
    case "altri":
      return [
        ["office", "Codice sede", cells[0]],
        ["registration", "Codice ditta", cells[1]],
        ["reference", "Numero di riferimento", cells[3]],
        ["code", "Causale", cells[4]],
      ];
    default:
      return section satisfies never;
  }
}

/** The fields of one row; `sure` is how sure the text itself is. */
export function f24RowFields(row: F24Row, at: number, sure: number): readonly ParsedField[] {
  const prefix = `row[${at + 1}].`;
  const about = `${sectionNames[row.section]}, riga ${at + 1}`;
  const field = (
    name: string,
    label: string,
    value: string,
    { start, end }: TextSpan,
    share: number,
    unit?: string,
  ): ParsedField => ({
    name: prefix + name,
    label: `${label} (${about})`,
    value,
    page: row.page,
    span: { start, end },
    unit,
    confidence: Math.round(share * sure * 100) / 100,
  });
  const parts = partsOf(row).flatMap(([name, label, cell]) =>
    cell === undefined ? [] : [field(name, label, readMonth(cell.text) ?? cell.text, cell, 0.95)],
  );
  const code = parts.find((part) => part.name === `${prefix}code`);
  const meaning = tributeNames.get(code?.value ?? "");
  const share = row.certain ? 0.95 : 0.6;
  return [
    { ...field("section", "Sezione", sectionNames[row.section], row.head.span, 1), page: row.head.page },
    ...parts,
    ...(meaning === undefined || code?.span == null
      ? []
      : [field("code_name", "Tributo", meaning, code.span, 1)]),
    ...(row.debit === null
      ? []
      : [field("debit", "Importo a debito", row.debit.value, row.debit, share, "EUR")]),
    ...(row.credit === null
      ? []
      : [field("credit", "Importo a credito", row.credit.value, row.credit, share, "EUR")]),
  ];
}

/** A section's name as the form writes it. */
export function sectionName(section: F24Section): string {
  return sectionNames[section];
}
