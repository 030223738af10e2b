import { creditedMonths, formatDate, serviceBetween } from "../calendar.ts";
import { sourceOf } from "../cite.ts";
import { Decimal, formatNumber } from "../decimal.ts";
import type { Lookup } from "../lookup.ts";
import type { RequestOf } from "../request.ts";
import { isBeyond } from "../service.ts";
import { type CalculationResult, fromAgreement, given, missing, notCovered } from "./calculation.ts";

/** Holidays accrued from the first of the year, or from being hired, up to a day: a twelfth of the year's days a credited month. */
export function leave(request: RequestOf<"leave">, lookup: Lookup): CalculationResult {
  const { agreement } = lookup;
  const { hired_on, until = lookup.on } = request;
  if (hired_on !== undefined && hired_on > until)
    return missing("L'assunzione è successiva al giorno richiesto.");
  const service =
    hired_on === undefined ? (lookup.service ?? { months: 0, days: 0 }) : serviceBetween(hired_on, until);
  const rule = agreement.leave.findLast(
    ({ over_months }) => over_months === 0 || isBeyond(service, over_months),
  );
  if (rule === undefined) return missing(`Non ho i giorni di ferie di ${agreement.short}.`);
  const uncovered = notCovered(agreement, [rule], until);
  if (uncovered !== undefined) return uncovered;
  const from = `${until.slice(0, 4)}-01-01`;
  const months = creditedMonths({ from, to: until }, { from: hired_on });
  const exact = new Decimal(rule.days).times(months).div(12);
  return {
    kind: "calculation",
    title: `Ferie maturate al ${formatDate(until)}`,
    result: `${formatNumber(exact.toDecimalPlaces(2))} giorni`,
    formula: "giorni di ferie dell'anno × mesi maturati / 12",
    steps: [`${rule.days} × ${months} / 12 = ${formatNumber(exact)}`],
    inputs: [
      fromAgreement(
        agreement,
        `giorni di ferie (settimana di ${rule.week === 5 ? "cinque" : "sei"} giorni)`,
        String(rule.days),
        rule,
      ),
      {
        name: "mesi maturati",
        value: String(months),
        source: `dal ${formatDate(from)} al ${formatDate(until)}`,
      },
      ...(hired_on === undefined ? [] : [{ name: "assunzione", value: formatDate(hired_on), source: given }]),
    ],
    source: sourceOf(agreement, rule),
    notes: [
      "Un mese matura con almeno 15 giorni di rapporto.",
      ...(rule.note === undefined ? [] : [rule.note]),
    ],
  };
}
