import type { Environment } from "../../definition/environment.ts";
import { toErrorInfo } from "../../runtime/error-info.ts";
import type { RunResult } from "../../runtime/options.ts";
import type { EndOfRun } from "./run-store.ts";

/** How a run ended, as it is stored. */
export function endOfRun(
  result: RunResult,
  more: {
    readonly status_code: number | null;
    readonly ended_at: number;
    readonly environment: Environment | null;
  },
): EndOfRun {
  const { run_id, status, latency_ms, steps, error, state } = result;
  const { status_code, ended_at, environment } = more;
  return {
    run_id,
    status,
    ended_at,
    latency_ms,
    steps,
    status_code,
    source: environment?.summarize?.(state) ?? null,
    error: error === undefined ? null : toErrorInfo(error),
  };
}
