import { formatEuro, formatExactEuro } from "../decimal.ts";
import type { Lookup } from "../lookup.ts";
import type { RequestOf } from "../request.ts";
import { sourceOf } from "../cite.ts";
import { type CalculationResult, fromAgreement, monthlyPay, notCovered } from "./calculation.ts";

/** Gross pay of an hour: a month's pay by the divisor of the agreement. */
export function hourlyPay(request: RequestOf<"hourly-pay">, lookup: Lookup): CalculationResult {
  const { agreement, on } = lookup;
  const { hours } = agreement;
  const pay = monthlyPay(lookup, request.monthly_pay, on);
  if (pay.kind === "missing") return pay;
  const uncovered = notCovered(agreement, [hours], on);
  if (uncovered !== undefined) return uncovered;
  const exact = pay.amount.div(hours.hourly_divisor);
  return {
    kind: "calculation",
    title: "Paga oraria lorda",
    result: formatEuro(exact),
    formula: "retribuzione mensile lorda / divisore orario",
    steps: [`${formatEuro(pay.amount)} / ${hours.hourly_divisor} = ${formatExactEuro(exact)}`],
    inputs: [pay.input, fromAgreement(agreement, "divisore orario", String(hours.hourly_divisor), hours)],
    source: sourceOf(agreement, hours),
    notes: [],
  };
}
