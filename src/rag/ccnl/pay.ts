import type { Agreement, Level, PayTable } from "./agreement.ts";
import type { IsoDate } from "./calendar.ts";
import { Decimal } from "./decimal.ts";

/** The pay table of a day; undefined when none covers it. */
export function payTableOn(agreement: Agreement, on: IsoDate): PayTable | undefined {
  return agreement.pay.find(({ from, to }) => from <= on && on <= to);
}

/** The table that held last before a day. */
export function lastPayTable(agreement: Agreement, on: IsoDate): PayTable | undefined {
  return agreement.pay.findLast(({ from }) => from <= on);
}

/** The minimum pay of a month, with its parts in the order of the table's components; undefined where the level has none. */
export function minimumPay(
  table: PayTable,
  level: Level,
):
  | {
      readonly total: Decimal;
      readonly parts: readonly { readonly name: string; readonly amount: Decimal }[];
    }
  | undefined {
  const amounts = table.amounts[level.id];
  if (amounts === undefined) return undefined;
  const parts = amounts.map((amount, index) => ({
    name: table.components[index] ?? "",
    amount: new Decimal(amount),
  }));
  return { total: parts.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)), parts };
}
