import type { LogRecord } from "./log-record.ts";
import type { Trail, TrailError, TrailRetry, TrailVisit } from "./trail.ts";
import { latestTold } from "./latest-told.ts";

function errorOf(record: LogRecord): TrailError {
  return { code: record.error_code ?? "", message: record.error_message ?? null };
}

function visitOf(record: LogRecord, retries: readonly TrailRetry[]): TrailVisit {
  const { processing_stage: stage } = record.attrs;
  return {
    step: record.step,
    node: record.node,
    visit: record.visit,
    stage: stage === "retrying" ? "failed" : stage,
    outcome: record.outcome,
    edges: record.edges,
    latency_ms: record.latency_ms,
    began: null,
    time: record.time ?? null,
    attrs: record.attrs,
    wrote: null,
    set: null,
    retries,
    error: stage === "failed" ? errorOf(record) : null,
  };
}

/** A run from the records of its log, all of one run and in their order; null when they tell of retries alone. */
export function trailOfLog(records: readonly LogRecord[]): Trail | null {
  const [first] = records;
  if (first === undefined) return null;
  const retries = new Map<string, TrailRetry[]>();
  const told: TrailVisit[] = [];
  for (const record of records) {
    const place = `${record.node}#${record.visit}`;
    if (record.attrs.processing_stage !== "retrying") {
      told.push(visitOf(record, retries.get(place) ?? []));
      retries.delete(place);
      continue;
    }
    const { attempt, wait_ms } = record;
    retries.set(place, [
      ...(retries.get(place) ?? []),
      { attempt, error: errorOf(record), wait_ms: wait_ms ?? null },
    ]);
  }
  const { time, latency_ms: latency } = first;
  return {
    source: "log",
    run_id: first.run_id,
    request_id: first.request_id,
    entry: first.node,
    graph_hash: null,
    input: null,
    started: time === undefined ? null : Math.floor(time - (latency ?? 0)),
    ...latestTold(told),
    begun: [...retries.keys()],
    ended: null,
  };
}
