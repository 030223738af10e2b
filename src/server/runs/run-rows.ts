import { z } from "zod";
import type { EndOfRun, NewRun, RunFilter, StoredEvent, StoredRun, StoredStatus } from "./run-store.ts";
import type { CountedRun } from "./summarize.ts";

const errorInfo = z.object({
  code: z.string(),
  message: z.string(),
  node: z.string().optional(),
  hint: z.string().optional(),
});

/** The states a stored run can be in. */
export const storedStatuses = [
  "running",
  "completed",
  "failed",
  "cancelled",
  "interrupted",
] as const satisfies readonly StoredStatus[];

const runRow = z.object({
  place: z.number(),
  run_id: z.string(),
  request_id: z.string(),
  entry: z.string(),
  route: z.string(),
  graph_hash: z.string(),
  user_id: z.string().nullable(),
  session_id: z.string().nullable(),
  status: z.enum(storedStatuses),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  latency_ms: z.number().nullable(),
  steps: z.number(),
  retries: z.number(),
  status_code: z.number().nullable(),
  source: z.string().nullable(),
  error: z
    .string()
    .transform((text) => errorInfo.parse(JSON.parse(text)))
    .nullable(),
});

/** The columns that `readRun` wants. */
export const runColumns =
  "place, run_id, request_id, entry, route, graph_hash, user_id, session_id, status, started_at, ended_at, latency_ms, steps, retries, status_code, source, error";

/** A row as the run it holds, and its place among all. */
export function readRun(row: unknown): { readonly place: number; readonly run: StoredRun } {
  const { place, ...run } = runRow.parse(row);
  return { place, run };
}

const countedRow = z.object({
  status: z.enum(storedStatuses),
  latency_ms: z.number().nullable(),
  status_code: z.number().nullable(),
  walk: z.string(),
});

/** A row as a run to be counted. */
export function readCounted(row: unknown): CountedRun {
  return countedRow.parse(row);
}

const eventRow = z.object({ events: z.string() });
/** Written by this store, so that a number is proof enough. */
const storedEvents = z.array(
  z.custom<StoredEvent>((value) => typeof value === "object" && value !== null && "n" in value),
);

/** The events of a row that come after number `after`. */
export function readEvents(row: unknown, after: number): readonly StoredEvent[] {
  return storedEvents.parse(JSON.parse(eventRow.parse(row).events)).filter(({ n }) => n > after);
}

export function beginValues(run: NewRun, serverId: string): Record<string, string | number | null> {
  return { ...run, server_id: serverId };
}

export function endValues(end: EndOfRun): Record<string, string | number | null> {
  return { ...end, error: end.error === null ? null : JSON.stringify(end.error) };
}

/** How a visit of a step stands in a run's trail, so that lists can look for it. */
export function trailMark(node: string, outcome: string): string {
  return `\n${node}=${outcome}\n`;
}

/** A filter as SQL: conditions, and the values of their marks. */
export function whereOf(filter: RunFilter): { readonly sql: string; readonly values: (string | number)[] } {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...given: (string | number)[]) => {
    conditions.push(condition);
    values.push(...given);
  };
  const { status, step, outcome, min_ms, max_ms, text, user_id } = filter;
  if (status !== undefined) add("status = ?", status);
  if (step !== undefined && outcome !== undefined) add("instr(trail, ?) > 0", trailMark(step, outcome));
  else if (step !== undefined) add("instr(trail, ?) > 0", `\n${step}=`);
  else if (outcome !== undefined) add("instr(trail, ?) > 0", `=${outcome}\n`);
  if (min_ms !== undefined) add("latency_ms >= ?", min_ms);
  if (max_ms !== undefined) add("latency_ms <= ?", max_ms);
  if (user_id !== undefined) add("user_id = ?", user_id);
  if (text !== undefined)
    add(
      "instr(lower(run_id || ' ' || request_id || ' ' || entry || ' ' || route || ' ' || coalesce(user_id, '') || ' ' || coalesce(source, '') || ' ' || coalesce(error, '')), ?) > 0",
      text.toLowerCase(),
    );
  return { sql: conditions.length === 0 ? "1" : conditions.join(" AND "), values };
}
