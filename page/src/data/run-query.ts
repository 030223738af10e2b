import type { z } from "zod";
import { runQuerySchema } from "../../../src/server/api-schemas.ts";

/** Which runs a list holds, and which part of the list. */
export type RunQuery = Partial<z.output<typeof runQuerySchema>>;

/** The query without what is not set: `?status=failed&step=LLMCall`, or nothing. */
export function queryText(query: RunQuery): string {
  const set = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return set.length === 0 ? "" : `?${new URLSearchParams(Object.fromEntries(set)).toString()}`;
}

/** What the page filters by; how much of it is shown at once is no filter. */
export type RunFilters = Omit<RunQuery, "limit" | "after">;

const filtersSchema = runQuerySchema.omit({ limit: true, after: true });

/** The filters in a query; a value that makes no sense there is left out. */
export function readFilters(text: string): RunFilters {
  const given = Object.fromEntries(new URLSearchParams(text));
  const good = Object.keys(filtersSchema.shape).flatMap((name) => {
    const value = given[name];
    if (value === undefined) return [];
    return filtersSchema.safeParse({ [name]: value }).success ? [[name, value] as const] : [];
  });
  return filtersSchema.parse(Object.fromEntries(good));
}
