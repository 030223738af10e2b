import type { Agreement, Cited } from "../agreement.ts";
import { formatDate, type IsoDate } from "../calendar.ts";
import { outOfValidity, sourceOf } from "../cite.ts";
import { type Decimal, type DecimalInput, decimalOf, formatEuro } from "../decimal.ts";
import type { Lookup } from "../lookup.ts";
import { minimumPay, payTableOn } from "../pay.ts";

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
  if (table === undefined || minimum === undefined)
    return missing(`Nessuna tabella dei minimi copre il ${formatDate(on)}: serve la retribuzione mensile.`);
  const input = fromAgreement(
    agreement,
    `${name} (minimo, ${level.label})`,
    formatEuro(minimum.total),
    table,
  );
  return { kind: "pay", amount: minimum.total, input };
}
