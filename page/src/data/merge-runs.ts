import type { RunPage, StoredRun } from "../../../src/server/runs/run-store.ts";

/** Runs that are shown, newest first, and how to get older ones. */
export interface ShownRuns {
  readonly runs: readonly StoredRun[];
  /** Null when there are none. */
  readonly next: string | null;
}

/**
 * Puts the newest page of a list before what is shown of it. What the page covers is as the page says; what is older
 * stays, unless so many came that runs between them are unknown: then the page stands alone.
 */
export function withNewest(shown: ShownRuns, { runs, next }: RunPage): ShownRuns {
  const oldest = runs.at(-1);
  const place = shown.runs.findIndex(({ run_id }) => run_id === oldest?.run_id);
  if (next === null || place === -1) return { runs, next };
  const older = shown.runs.slice(place + 1);
  return older.length === 0 ? { runs, next } : { runs: [...runs, ...older], next: shown.next };
}

/** Puts the next page of a list behind what is shown of it. */
export function withOlder(shown: ShownRuns, { runs, next }: RunPage): ShownRuns {
  const known = new Set(shown.runs.map(({ run_id }) => run_id));
  return { runs: [...shown.runs, ...runs.filter(({ run_id }) => !known.has(run_id))], next };
}

/** How many runs are there that were not. */
export function countNew(before: readonly StoredRun[], after: readonly StoredRun[]): number {
  const known = new Set(before.map(({ run_id }) => run_id));
  return after.filter(({ run_id }) => !known.has(run_id)).length;
}
