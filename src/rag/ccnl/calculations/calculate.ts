import type { Lookup } from "../lookup.ts";
import type { CalculationRequest } from "../request.ts";
import type { CalculationResult } from "./calculation.ts";
import { extraPay } from "./extra-pay.ts";
import { hourlyPay } from "./hourly-pay.ts";
import { leave } from "./leave.ts";
import { notice } from "./notice.ts";
import { overtime } from "./overtime.ts";
import { tfr } from "./tfr.ts";

/** Makes a calculation under an agreement, or says what it lacks. Amounts are exact and rounded to cents once, at the end. */
export function calculate(request: CalculationRequest, lookup: Lookup): CalculationResult {
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
    case "tfr":
      return tfr(request);
    default:
      return request satisfies never;
  }
}
