import type { RunStatus } from "./events.ts";

/** An edge as a record names it: node ids and label. */
export interface TrailEdge {
  readonly target: string;
  readonly label: string | null;
}

/** Why a visit or a run failed, as far as the record says. */
export interface TrailError {
  readonly code: string;
  readonly message: string | null;
}

/** An attempt that failed and was followed by another. */
export interface TrailRetry {
  /** From 1. */
  readonly attempt: number;
  readonly error: TrailError;
  /** How long the run waited before the next attempt, in milliseconds. */
  readonly wait_ms: number | null;
}

/** One finished visit of a step. */
export interface TrailVisit {
  readonly step: number | null;
  readonly node: string;
  /** 1 for the first time the run came here. */
  readonly visit: number;
  /** `skipped`: passed through because its flag was off. */
  readonly stage: "completed" | "skipped" | "failed";
  /** A decision's label or labels; `error` when the handler failed for good; else null. */
  readonly outcome: string | readonly string[] | null;
  readonly edges: readonly TrailEdge[];
  readonly latency_ms: number | null;
  /** When it began, in milliseconds since 1970-01-01 UTC; null when the record does not say, as a log does not. */
  readonly began: number | null;
  /** When it was done, in milliseconds since 1970-01-01 UTC; null when the record does not say. */
  readonly time: number | null;
  readonly attrs: Readonly<Record<string, unknown>>;
  /** Keys it wrote; null when the record does not say, as a log does not. */
  readonly wrote: readonly string[] | null;
  /** The values that it wrote, as a recording keeps them; null in a log and a trace, which hold no values but attributes. */
  readonly set: Readonly<Record<string, unknown>> | null;
  readonly retries: readonly TrailRetry[];
  readonly error: TrailError | null;
}

/** A run as the lines of its log or of its trace, or as its recording, tell it. */
export interface Trail {
  readonly source: "log" | "trace" | "recording";
  readonly run_id: string;
  readonly request_id: string | null;
  /** Node id of the first step. */
  readonly entry: string;
  /** Of the graph it ran on; null when the record does not say, as a log does not. */
  readonly graph_hash: string | null;
  /** When it started, in milliseconds since 1970-01-01 UTC. */
  readonly started: number | null;
  /** The state that it began with; null when the record does not say. */
  readonly input: Readonly<Record<string, unknown>> | null;
  /** In the order of completion, each once; a recording keeps an order that no clock has a say in. */
  readonly visits: readonly TrailVisit[];
  /** Visits told more than once, differently: all but the last telling, which is in `visits`. */
  readonly retold: readonly TrailVisit[];
  /** Visits, as `Node#visit`, that began and that no line ends. Always empty for a log. */
  readonly begun: readonly string[];
  /** How it ended; null when no line says so, as none of a log does. */
  readonly ended: {
    readonly status: RunStatus;
    readonly latency_ms: number | null;
    readonly error: TrailError | null;
  } | null;
}

/** `Node`, or `Node#2` for a later visit than the first. */
export function visitName({ node, visit }: { readonly node: string; readonly visit: number }): string {
  return visit === 1 ? node : `${node}#${visit}`;
}
