import { asLogRecord, type LogRecord } from "./log-record.ts";
import type { PathEntry } from "./options.ts";

/** A retry as the log tells it. */
export interface RebuiltRetry {
  readonly node: string;
  readonly visit: number;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly error_code: string;
}

/** A run as its log lines tell it. */
export interface RebuiltRun {
  readonly run_id: string;
  readonly request_id: string;
  /** Node id. */
  readonly entry: string;
  /** As `RunResult.path`. */
  readonly path: readonly PathEntry[];
  readonly retries: readonly RebuiltRetry[];
  /** Nodes passed through because their flag was off, in order. */
  readonly skipped: readonly string[];
  /** The failure that ended the run. */
  readonly failed: { readonly node: string; readonly error_code: string } | undefined;
}

/**
 * Rebuilds runs from log records, one JSON object a line as pino writes them; lines that are no step's are passed over.
 * Runs come in the order of their first line.
 */
export function rebuildRuns(lines: Iterable<string>): readonly RebuiltRun[] {
  const runs = new Map<string, LogRecord[]>();
  for (const line of lines) {
    const record = readRecord(line);
    if (record === undefined) continue;
    const known = runs.get(record.run_id);
    if (known === undefined) runs.set(record.run_id, [record]);
    else known.push(record);
  }
  return [...runs.values()].map(rebuild);
}

function readRecord(line: string): LogRecord | undefined {
  try {
    return asLogRecord(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function rebuild(records: readonly LogRecord[]): RebuiltRun {
  const [first] = records;
  const done = records.filter((record) => record.attrs.processing_stage !== "retrying");
  // Only a failure without an edge to take ends a run.
  const failure = done.find(
    (record) => record.attrs.processing_stage === "failed" && record.edges.length === 0,
  );
  return {
    run_id: first?.run_id ?? "",
    request_id: first?.request_id ?? "",
    entry: first?.node ?? "",
    path: done.map((record) => ({
      step: record.step,
      node: record.node,
      visit: record.visit,
      outcome: record.outcome,
      next: record.edges.map((edge) => edge.target),
      latency_ms: record.latency_ms ?? 0,
    })),
    retries: records
      .filter((record) => record.attrs.processing_stage === "retrying")
      .map(({ node, visit, attempt, error_code }) => ({
        node,
        visit,
        attempt,
        error_code: error_code ?? "",
      })),
    skipped: done
      .filter((record) => record.attrs.processing_stage === "skipped")
      .map((record) => record.node),
    failed: failure === undefined ? undefined : { node: failure.node, error_code: failure.error_code ?? "" },
  };
}
