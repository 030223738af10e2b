import type { Agreement, Cited, Level } from "../agreement.ts";
import { formatDate, type IsoDate } from "../calendar.ts";
import { outOfValidity, sourceOf } from "../cite.ts";
import { type Decimal, type DecimalInput, decimalOf, formatEuro } from "../decimal.ts";
import type { Lookup } from "../lookup.ts";
import { lastPayTable, minimumPay, payTableOn } from "../pay.ts";

/** A value that went into a calculation, as it is shown, with where it comes from. */
export interface CalculationInput {
  readonly name: string;
  readonly value: string;
  readonly source: string;
}

/** A calculation that can be checked: what came out, by which formula, from what. */
export interface Calculation {
  readonly kind: "calculation";
  readonly title: string;
  readonly result: string;
  readonly formula: string;
  /** The formula with the values in it. */
  readonly steps: readonly string[];
  readonly inputs: readonly CalculationInput[];
  /** What the formula rests on. */
  readonly source: string;
  readonly notes: readonly string[];
}

/** Why there is no result, for a user to read. */
export interface Missing {
  readonly kind: "missing";
  readonly reason: string;
}

export type CalculationResult = Calculation | Missing;

/** What somebody gave, rather than an agreement. */
export const given = "indicato nella domanda";

export function missing(reason: string): Missing {
  return { kind: "missing", reason };
}

/** A value of the agreement as an input. */
export function fromAgreement(
  agreement: Agreement,
  name: string,
  value: string,
  cited: Cited,
): CalculationInput {
  return { name, value, source: sourceOf(agreement, cited) };
}

/** What to say when a value of the agreement does not hold on a day; undefined when all do. */
export function notCovered(agreement: Agreement, cited: readonly Cited[], on: IsoDate): Missing | undefined {
  const reason = cited.map((one) => outOfValidity(agreement, one, on)).find((text) => text !== undefined);
  return reason === undefined ? undefined : missing(reason);
}

/** Why a level has no minimum pay on a day, with what the last table known said. */
function withoutTable(agreement: Agreement, level: Level, on: IsoDate): string {
  const last = lastPayTable(agreement, on);
  const known = last === undefined ? undefined : minimumPay(last, level);
  const said =
    last === undefined || known === undefined
      ? ""
      : ` L'ultima che conosco è finita il ${formatDate(last.to)} e per il ${level.label} diceva ${formatEuro(known.total)} al mese.`;
  return `Nessuna tabella dei minimi copre il ${formatDate(on)}.${said} Serve la retribuzione mensile.`;
}

/** A month's pay: the one given, else the minimum of the level on the day. */
export function monthlyPay(
  { agreement, level }: Lookup,
  pay: DecimalInput | undefined,
  on: IsoDate,
): { readonly kind: "pay"; readonly amount: Decimal; readonly input: CalculationInput } | Missing {
  const name = "retribuzione mensile lorda";
  if (pay !== undefined) {
    const amount = decimalOf(pay);
    return { kind: "pay", amount, input: { name, value: formatEuro(amount), source: given } };
  }
  if (level === undefined) return missing("Serve la retribuzione mensile o il livello di inquadramento.");
  const table = payTableOn(agreement, on);
  const minimum = table === undefined ? undefined : minimumPay(table, level);
  if (table === undefined || minimum === undefined) return missing(withoutTable(agreement, level, on));
  const input = fromAgreement(
    agreement,
    `${name} (minimo, ${level.label})`,
    formatEuro(minimum.total),
    table,
  );
  return { kind: "pay", amount: minimum.total, input };
}
