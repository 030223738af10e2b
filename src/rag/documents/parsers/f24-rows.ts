import type { DocumentText, TextSpan } from "../types.ts";
import type { Place } from "./places.ts";
import { amountSource, readAmount } from "./text-values.ts";

export type F24Section = "erario" | "inps" | "regioni" | "locali" | "altri" | "accise";

/** A piece of a line: an amount, a code, a period. */
export interface F24Cell extends TextSpan {
  readonly text: string;
}

export interface F24Amount extends F24Cell {
  readonly value: string;
}

/** A line of a section that carries an amount. */
export interface F24Row {
  readonly section: F24Section;
  /** Where the section's name stands. */
  readonly head: Place;
  readonly page: number;
  /** What stands before the first amount. */
  readonly cells: readonly F24Cell[];
  readonly debit: F24Amount | null;
  readonly credit: F24Amount | null;
  /** False when one amount stood alone and no head of a column told which it is. */
  readonly certain: boolean;
}

/** The line with a section's totals: debit, credit and their difference, as far as written. */
export interface F24Total {
  readonly section: F24Section;
  readonly page: number;
  readonly amounts: readonly F24Amount[];
}

const sections: readonly (readonly [F24Section, RegExp])[] = [
  ["erario", /SEZIONE\s+ERARIO/i],
  ["inps", /SEZIONE\s+INPS/i],
  ["regioni", /SEZIONE\s+REGIONI/i],
  ["locali", /SEZIONE\s+(?:IMU|ICI|TRIBUTI)|ALTRI\s+TRIBUTI\s+LOCALI/i],
  ["altri", /SEZIONE\s+ALTRI\s+ENTI/i],
  ["accise", /SEZIONE\s+ACCISE/i],
];

interface Line {
  readonly text: string;
  readonly start: number;
  readonly page: number;
}

function linesOf(text: DocumentText): readonly Line[] {
  return text.pages.flatMap((page) =>
    [...page.text.matchAll(/[^\n]+/g)].map((match) => ({
      text: match[0],
      start: match.index,
      page: page.number,
    })),
  );
}

function amountsOf(line: Line): readonly F24Amount[] {
  return [...line.text.matchAll(new RegExp(amountSource, "g"))].flatMap((match) => {
    const value = readAmount(match[0]);
    const start = line.start + match.index;
    return value === null ? [] : [{ text: match[0], value, start, end: start + match[0].length }];
  });
}

function cellsBefore(line: Line, end: number): readonly F24Cell[] {
  return [...line.text.slice(0, end - line.start).matchAll(/\S+/g)].map((match) => {
    const start = line.start + match.index;
    return { text: match[0], start, end: start + match[0].length };
  });
}

/** Middles of the two columns of amounts, in characters of the line. */
interface Columns {
  readonly debit: number;
  readonly credit: number;
}

function columnsOf(line: Line): Columns | null {
  const debit = /(?:importi\s+a\s+)?debito/i.exec(line.text);
  const credit = /(?:importi\s+a\s+)?credito/i.exec(line.text);
  if (debit === null || credit === null) return null;
  return { debit: debit.index + debit[0].length / 2, credit: credit.index + credit[0].length / 2 };
}

function toRow(
  { section, head }: Pick<F24Row, "section" | "head">,
  line: Line,
  amounts: readonly F24Amount[],
  columns: Columns | null,
): F24Row {
  const [first, second] = amounts;
  const cells = cellsBefore(line, first?.start ?? line.start);
  const row = { section, head, page: line.page, cells };
  if (first === undefined || second !== undefined) {
    return { ...row, debit: first ?? null, credit: second ?? null, certain: true };
  }
  if (columns === null) return { ...row, debit: first, credit: null, certain: false };
  const middle = (first.start + first.end) / 2 - line.start;
  const isCredit = Math.abs(middle - columns.credit) < Math.abs(middle - columns.debit);
  return { ...row, debit: isCredit ? null : first, credit: isCredit ? first : null, certain: true };
}

/** Goes through the form line by line: which section, which columns, rows and totals. */
export function readF24Rows(text: DocumentText): {
  readonly rows: readonly F24Row[];
  readonly totals: readonly F24Total[];
} {
  const rows: F24Row[] = [];
  const totals: F24Total[] = [];
  let part: Pick<F24Row, "section" | "head"> | null = null;
  let columns: Columns | null = null;
  for (const line of linesOf(text)) {
    const named = sections.find(([, pattern]) => pattern.test(line.text));
    if (named !== undefined) {
      const [section, pattern] = named;
      const words = pattern.exec(line.text);
      const start = line.start + (words?.index ?? 0);
      const span = { start, end: start + (words?.[0].length ?? line.text.length) };
      [part, columns] = [{ section, head: { page: line.page, span } }, null];
    }
    // The final balance and what follows belong to no section.
    if (/SALDO\s+FINALE|ESTREMI\s+DEL\s+VERSAMENTO/i.test(line.text)) part = null;
    columns = columnsOf(line) ?? columns;
    const amounts = amountsOf(line);
    if (part === null || amounts.length === 0) continue;
    if (/^\s*TOTALE\b/i.test(line.text)) totals.push({ section: part.section, page: line.page, amounts });
    else rows.push(toRow(part, line, amounts, columns));
  }
  return { rows, totals };
}
