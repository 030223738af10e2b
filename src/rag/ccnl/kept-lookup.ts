import type { Agreement, Category } from "./agreement.ts";
import type { IsoDate } from "./calendar.ts";
import type { Lookup } from "./lookup.ts";
import type { CalculationRequest } from "./request.ts";
import type { Service } from "./service.ts";

/** A lookup with the calculation to make under it, as a run holds it from one step to the next. */
export interface KeptLookup {
  readonly tool_call_id: string;
  readonly agreement: Agreement;
  /** The level's id. */
  readonly level: string | null;
  readonly category: Category | null;
  readonly service: Service | null;
  readonly on: IsoDate;
  readonly calculation: CalculationRequest;
}

/** What a calculation needs of a lookup. */
export function keepLookup(
  tool_call_id: string,
  lookup: Lookup,
  calculation: CalculationRequest,
): KeptLookup {
  const { agreement, level, category = null, service = null, on } = lookup;
  return { tool_call_id, agreement, level: level?.id ?? null, category, service, on, calculation };
}

/** The lookup again. A calculation is for the day it names, so the day counts as asked for. */
export function restoreLookup({ agreement, level, category, service, on }: KeptLookup): Lookup {
  return {
    agreement,
    level: agreement.levels.find(({ id }) => id === level),
    category: category ?? undefined,
    topic: undefined,
    service: service ?? undefined,
    party: undefined,
    on,
    isDated: true,
  };
}
