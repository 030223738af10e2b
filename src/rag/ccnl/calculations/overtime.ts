import { sourceOf } from "../cite.ts";
import { Decimal, decimalOf, formatEuro, formatExactEuro, formatNumber } from "../decimal.ts";
import type { Lookup } from "../lookup.ts";
import type { RequestOf } from "../request.ts";
import {
  type CalculationResult,
  fromAgreement,
  given,
  missing,
  monthlyPay,
  notCovered,
} from "./calculation.ts";

/** Pay of overtime: the hours at the hourly pay, raised by the surcharge. The hourly pay is not rounded in between. */
export function overtime(request: RequestOf<"overtime">, lookup: Lookup): CalculationResult {
  const { agreement, on } = lookup;
  const rule = agreement.overtime.find(({ kind }) => kind === request.when);
  if (rule === undefined) {
    const known = agreement.overtime.map(({ label }) => label).join(", ");
    return missing(`Non ho la maggiorazione richiesta per ${agreement.short}; ho: ${known}.`);
  }
  const pay = monthlyPay(lookup, request.monthly_pay, on);
  if (pay.kind === "missing") return pay;
  const uncovered = notCovered(agreement, [rule, agreement.hours], on);
  if (uncovered !== undefined) return uncovered;
  const hours = decimalOf(request.hours);
  const divisor = agreement.hours.hourly_divisor;
  const rate = new Decimal(rule.percent);
  const exact = pay.amount.div(divisor).times(hours).times(rate.plus(100)).div(100);
  const [shownHours, shownRate] = [formatNumber(hours), formatNumber(rate)];
  return {
    kind: "calculation",
    title: `Lavoro straordinario (${rule.label})`,
    result: formatEuro(exact),
    formula: "retribuzione mensile lorda / divisore orario × ore × (1 + maggiorazione / 100)",
    steps: [
      `${formatEuro(pay.amount)} / ${divisor} × ${shownHours} × (1 + ${shownRate} / 100) = ${formatExactEuro(exact)}`,
    ],
    inputs: [
      pay.input,
      fromAgreement(agreement, "divisore orario", String(divisor), agreement.hours),
      { name: "ore", value: shownHours, source: given },
      fromAgreement(agreement, "maggiorazione", `${shownRate} %`, rule),
    ],
    source: sourceOf(agreement, rule),
    notes: [],
  };
}
