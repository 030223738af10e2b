import type { StoredStatus } from "./run-store.ts";
import { WalkCount } from "./walk-count.ts";

/** How long something took: half of the times are at most `p50_ms`, and so on. */
export interface Times {
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly max_ms: number;
}

/** Sums over runs of one graph, the newest ones. */
export interface RunsSummary {
  /** How many runs were counted. */
  readonly runs: number;
  readonly by_status: Readonly<Record<StoredStatus, number>>;
  /** By what clients were answered: HTTP status below 400, below 500, from 500 on. Runs without an answer are in none. */
  readonly by_answer: Readonly<Record<"ok" | "refused" | "error", number>>;
  /** Of runs that have ended; null without any. */
  readonly times: Times | null;
  /** Those that a run came to. */
  readonly nodes: readonly {
    readonly id: string;
    /** Visits that have ended. */
    readonly visits: number;
    /** Of decisions; a visit with several counts for each. */
    readonly outcomes: Readonly<Record<string, number>>;
    /** Visits that failed for good. */
    readonly errors: number;
    readonly retries: number;
    /** Of visits, all attempts of each; null when none has ended. */
    readonly times: Times | null;
  }[];
  /** Those that a run took. */
  readonly edges: readonly {
    readonly source: string;
    readonly target: string;
    readonly label: string | null;
    readonly count: number;
  }[];
}

/** What is known of a run that is counted. */
export interface CountedRun {
  readonly status: StoredStatus;
  readonly latency_ms: number | null;
  /** HTTP status of the answer; null when none was sent. */
  readonly status_code: number | null;
  /** As `WalkCount` gives it; empty for one that is not known. */
  readonly walk: string;
}

/** By nearest rank, so that each is a time that was measured. */
function timesOf(ms: readonly number[]): Times | null {
  const sorted = Float64Array.from(ms).toSorted();
  const rank = (share: number): number | undefined => sorted[Math.ceil(share * sorted.length) - 1];
  const [p50_ms, p95_ms, max_ms] = [rank(0.5), rank(0.95), rank(1)];
  return p50_ms === undefined || p95_ms === undefined || max_ms === undefined
    ? null
    : { p50_ms, p95_ms, max_ms };
}

function answersOf(runs: readonly CountedRun[]): RunsSummary["by_answer"] {
  const by = { ok: 0, refused: 0, error: 0 };
  for (const { status_code: code } of runs)
    if (code !== null) by[code < 400 ? "ok" : code < 500 ? "refused" : "error"]++;
  return by;
}

/** Adds runs up. */
export function summarize(runs: readonly CountedRun[]): RunsSummary {
  const walked = new WalkCount();
  for (const { walk } of runs) walked.add(walk);
  const by_status = { running: 0, completed: 0, failed: 0, cancelled: 0, interrupted: 0 };
  for (const { status } of runs) by_status[status]++;
  return {
    runs: runs.length,
    by_status,
    by_answer: answersOf(runs),
    times: timesOf(runs.flatMap(({ latency_ms }) => latency_ms ?? [])),
    nodes: [...walked.nodes].map(([id, { ms, outcomes, errors, retries }]) => ({
      id,
      visits: ms.length,
      outcomes: Object.fromEntries(outcomes),
      errors,
      retries,
      times: timesOf(ms),
    })),
    edges: [...walked.edges.values()],
  };
}
