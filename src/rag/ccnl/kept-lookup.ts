import type { Agreement, Category } from "./agreement.ts";
import type { IsoDate } from "./calendar.ts";
import type { Lookup } from "./lookup.ts";
import type { CalculationRequest } from "./request.ts";
import type { Service } from "./service.ts";

/** A lookup with the calculation to make under it, as a run holds it from one step to the next. */
export interface KeptLookup {
  readonly tool_call_id: string;
  /** Null when none was named. */
  readonly agreement: Agreement | null;
  /** The level's id. */
  readonly level: string | null;
  readonly category: Category | null;
  readonly service: Service | null;
  readonly on: IsoDate | null;
  readonly calculation: CalculationRequest;
}

/** What a calculation needs of a lookup; without one, what it can do without an agreement. */
export function keepLookup(
  tool_call_id: string,
  lookup: Lookup | undefined,
  calculation: CalculationRequest,
): KeptLookup | undefined {
  if (lookup === undefined) {
    const none = { agreement: null, level: null, category: null, service: null, on: null };
    return calculation.kind === "tfr" ? { tool_call_id, ...none, calculation } : undefined;
  }
  const { agreement, level, category = null, service = null, on } = lookup;
  return { tool_call_id, agreement, level: level?.id ?? null, category, service, on, calculation };
}

/**
 * The lookup again; undefined when there was none. A calculation is for the day it names, so the day counts as asked for.
 */
export function restoreLookup({ agreement, level, category, service, on }: KeptLookup): Lookup | undefined {
  if (agreement === null || on === null) return undefined;
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
