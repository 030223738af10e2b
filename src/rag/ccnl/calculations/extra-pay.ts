import { addDays, addMonths, creditedMonths, formatDate, isoDate } from "../calendar.ts";
import { sourceOf } from "../cite.ts";
import { formatEuro, formatExactEuro } from "../decimal.ts";
import type { Lookup } from "../lookup.ts";
import type { RequestOf } from "../request.ts";
import { type CalculationResult, given, missing, monthlyPay, notCovered } from "./calculation.ts";

/** Thirteenth or fourteenth pay: a twelfth of a month's pay for each month credited in the twelve months that it accrues in. */
export function extraPay(
  request: RequestOf<"thirteenth"> | RequestOf<"fourteenth">,
  lookup: Lookup,
): CalculationResult {
  const { agreement, category } = lookup;
  const name = request.kind === "thirteenth" ? "Tredicesima" : "Quattordicesima";
  const rule = agreement.extra_pays.find(
    (one) =>
      one.kind === request.kind &&
      (one.category === undefined || category === undefined || one.category === category),
  );
  if (rule === undefined) return missing(`${agreement.short} non prevede la ${name.toLowerCase()}.`);
  const year = request.year ?? Number(lookup.on.slice(0, 4));
  // What accrues across two years is asked for by the one that it is paid in.
  const from = isoDate(rule.starts_month === 1 ? year : year - 1, rule.starts_month, 1);
  const to = addDays(addMonths(from, 12), -1);
  const { hired_on, ended_on } = request;
  const last = ended_on !== undefined && ended_on < to ? ended_on : to;
  const pay = monthlyPay(lookup, request.monthly_pay, last);
  if (pay.kind === "missing") return pay;
  const uncovered = notCovered(agreement, [rule], last);
  if (uncovered !== undefined) return uncovered;
  const months = creditedMonths({ from, to }, { from: hired_on, to: ended_on });
  const exact = pay.amount.times(months).div(12);
  return {
    kind: "calculation",
    title: `${name} ${year}`,
    result: formatEuro(exact),
    formula: "retribuzione mensile lorda × mesi maturati / 12",
    steps: [`${formatEuro(pay.amount)} × ${months} / 12 = ${formatExactEuro(exact)}`],
    inputs: [
      pay.input,
      {
        name: "mesi maturati",
        value: String(months),
        source: `dal ${formatDate(from)} al ${formatDate(to)}`,
      },
      ...(hired_on === undefined ? [] : [{ name: "assunzione", value: formatDate(hired_on), source: given }]),
      ...(ended_on === undefined
        ? []
        : [{ name: "ultimo giorno", value: formatDate(ended_on), source: given }]),
    ],
    source: sourceOf(agreement, rule),
    notes: [
      "Un mese matura con almeno 15 giorni di rapporto.",
      ...(rule.note === undefined ? [] : [rule.note]),
    ],
  };
}
