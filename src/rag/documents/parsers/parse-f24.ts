import { Decimal } from "decimal.js";

import { italianMoney } from "../../language/italian-number.ts";

import type { DocumentIssue, DocumentText } from "../types.ts";
import { f24RowFields, sectionName } from "./f24-fields.ts";
import { readF24Rows, type F24Row, type F24Total } from "./f24-rows.ts";
import { findFields, placeOf, valueOf, type FieldRule } from "./find-fields.ts";
import type { TextFindings } from "./parsed-text.ts";
import { type Place, reachOf } from "./places.ts";
import { amountSource, dateSource, readAmount, readDate, readText } from "./text-values.ts";

const rules: readonly FieldRule[] = [
  {
    name: "tax_code",
    label: "Codice fiscale del contribuente",
    patterns: [/CODICE\s+FISCALE\s+(?<v>[A-Z0-9]{16}|[0-9]{11})(?![A-Z0-9])/di],
    read: (text) => text.toUpperCase(),
  },
  {
    name: "taxpayer",
    label: "Contribuente",
    patterns: [/(?:DENOMINAZIONE|COGNOME)[ \t:]+(?<v>\S[^\n]*)/di],
    read: readText,
  },
  {
    name: "final_balance",
    label: "Saldo finale",
    patterns: [new RegExp(String.raw`SALDO\s+FINALE[^0-9\n]*?(?<v>${amountSource})`, "di")],
    read: readAmount,
    confidence: 0.95,
    unit: "EUR",
  },
  {
    name: "date",
    label: "Data del versamento",
    patterns: [new RegExp(String.raw`\bDATA\b[ \t:]*(?<v>${dateSource})`, "di")],
    read: readDate,
  },
];

function euro(amount: Decimal): string {
  return italianMoney(amount.toFixed(2));
}

function differs(written: Decimal, computed: Decimal): string {
  return `scritto ${euro(written)}, ricalcolato ${euro(computed)}, differenza di ${euro(written.minus(computed))}`;
}

function warning(message: string, place: Place | undefined): DocumentIssue {
  return { severity: "warning", code: "total-differs", message, ...place };
}

/** Where the amounts of some rows stand. */
function amountsPlace(rows: readonly F24Row[]): Place | undefined {
  return reachOf(
    rows.flatMap(({ page, debit, credit }) =>
      [debit, credit].flatMap((span) =>
        span === null ? [] : [{ page, span: { start: span.start, end: span.end } }],
      ),
    ),
  );
}

function sumOf(rows: readonly F24Row[], side: "debit" | "credit"): Decimal {
  return Decimal.sum(0, ...rows.map((row) => row[side]?.value ?? "0"));
}

/** The totals of a section against its rows: debit, credit and balance. */
function checkTotal(total: F24Total, rows: readonly F24Row[]): readonly DocumentIssue[] {
  const own = rows.filter((row) => row.section === total.section);
  const debit = sumOf(own, "debit");
  const credit = sumOf(own, "credit");
  const expected = [debit, credit, debit.minus(credit)] as const;
  const names = ["totale a debito", "totale a credito", "saldo"] as const;
  // With one amount alone nobody can tell which of the three it is.
  if (total.amounts.length < 2) return [];
  return total.amounts.slice(0, 3).flatMap((amount, at) => {
    const computed = expected[at];
    const written = new Decimal(amount.value);
    // Balances are written without their sign where the form prints it in a box of its own.
    if (computed === undefined || written.equals(computed) || (at === 2 && written.equals(computed.abs())))
      return [];
    return [
      warning(`sezione ${sectionName(total.section)}, ${names[at]}: ${differs(written, computed)}`, {
        page: total.page,
        span: { start: amount.start, end: amount.end },
      }),
    ];
  });
}

/**
 * Reads an F24 form from its text: sections, codes, periods, amounts to pay and to offset. Totals of the sections and the
 * final balance are added up again.
 */
export function parseF24(text: DocumentText): TextFindings {
  const { rows, totals } = readF24Rows(text);
  const head = findFields(text, rules);
  const balance = sumOf(rows, "debit").minus(sumOf(rows, "credit"));
  const written = valueOf(head, "final_balance");
  const place = placeOf(head, "final_balance");
  const issues = totals.flatMap((total) => checkTotal(total, rows));
  if (rows.length === 0) {
    const message = "nel modello non è stata trovata alcuna riga con un importo";
    return { fields: head, issues: [{ severity: "error", code: "no-rows", message }] };
  }
  if (written !== null && !balance.equals(written)) {
    issues.push(warning(`saldo finale: ${differs(new Decimal(written), balance)}`, place));
  }
  if (balance.isNegative()) {
    const message = `i crediti superano i debiti di ${euro(balance.abs())}: il saldo di un F24 non può essere negativo`;
    issues.push({ severity: "warning", code: "negative-balance", message, ...(place ?? amountsPlace(rows)) });
  }
  const uncertain = rows.filter((row) => !row.certain);
  if (uncertain.length > 0) {
    const message =
      "per alcune righe non si distingue se l'importo è a debito o a credito: letto come debito";
    issues.push({ severity: "warning", code: "column-unknown", message, ...amountsPlace(uncertain) });
  }
  const fields = [
    ...head,
    ...rows.flatMap((row, at) => f24RowFields(row, at, text.confidence)),
    {
      name: "computed.balance",
      label: "Saldo ricalcolato",
      value: balance.toFixed(2),
      ...(amountsPlace(rows) ?? { page: 1, span: null }),
      unit: "EUR",
      confidence: 1,
    },
  ];
  return { fields, issues };
}
