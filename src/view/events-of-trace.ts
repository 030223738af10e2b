import { eventSchema } from "../server/api-schemas.ts";
import type { StoredEvent } from "../server/runs/run-store.ts";

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** The lines of traces that are events, numbered within each run in the order of the lines. Other lines are left out. */
export function eventsOfTraces(texts: readonly string[]): ReadonlyMap<string, readonly StoredEvent[]> {
  const byRun = new Map<string, StoredEvent[]>();
  for (const text of texts)
    for (const line of text.split("\n")) {
      if (!line.includes('"seq"')) continue;
      const value = parsed(line);
      if (typeof value !== "object" || value === null || !("run_id" in value)) continue;
      const known = byRun.get(String(value.run_id)) ?? [];
      const read = eventSchema.safeParse({ ...value, n: known.length + 1 });
      if (!read.success) continue;
      known.push(read.data);
      byRun.set(String(value.run_id), known);
    }
  return byRun;
}
