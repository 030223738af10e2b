import type { Lookup } from "../lookup.ts";
import type { CalculationRequest } from "../request.ts";
import { type CalculationResult, missing } from "./calculation.ts";
import { extraPay } from "./extra-pay.ts";
import { hourlyPay } from "./hourly-pay.ts";
import { leave } from "./leave.ts";
import { notice } from "./notice.ts";
import { overtime } from "./overtime.ts";
import { tfr } from "./tfr.ts";

/** Makes a calculation under an agreement, where it needs one, or says what it lacks. Amounts are exact and rounded to cents once, at the end. */
export function calculate(request: CalculationRequest, lookup: Lookup | undefined): CalculationResult {
  // The law alone rules the TFR.
  if (request.kind === "tfr") return tfr(request);
  if (lookup === undefined) return missing("Serve il contratto collettivo.");
  switch (request.kind) {
    case "hourly-pay":
      return hourlyPay(request, lookup);
    case "thirteenth":
    case "fourteenth":
      return extraPay(request, lookup);
    case "overtime":
      return overtime(request, lookup);
    case "leave":
      return leave(request, lookup);
    case "notice":
      return notice(request, lookup);
    default:
      return request satisfies never;
  }
}
