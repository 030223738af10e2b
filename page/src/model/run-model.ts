import type { Json } from "../../../src/definition/step.ts";
import type { ErrorInfo } from "../../../src/runtime/events.ts";
import type { MaskedValue, StoredEvent, StoredRun } from "../../../src/server/runs/run-store.ts";

/** What a step wrote, by key. */
export type Patch = Readonly<Record<string, MaskedValue>>;

/** Attributes of a log line; null where the record does not tell them. */
export type LoggedAttrs = Readonly<Record<string, Json>> | null;

/** An attempt that failed and was followed by another. */
export interface Retry {
  /** From 1. */
  readonly attempt: number;
  /** Milliseconds since the run began. */
  readonly at: number;
  /** Milliseconds until the next attempt. */
  readonly wait: number;
  readonly error: ErrorInfo;
  readonly attrs: LoggedAttrs;
  /** Number of its event. */
  readonly n: number;
}

/** One visit of a step in one run. */
export interface Visit {
  /** Place among the run's visits, in the order in which they began: 0, 1, 2, … */
  readonly index: number;
  readonly node: string;
  readonly step: number | null;
  readonly visit: number;
  /**
   * Milliseconds since the run began. Events tell whole milliseconds; within one of them a visit is shown to begin
   * where those that led to it ended.
   */
  readonly start: number;
  /** Null while it goes on. */
  readonly end: number | null;
  /** As it was measured, all attempts and waits between them; null while it goes on, and where no times are told. */
  readonly latency: number | null;
  readonly outcome: readonly string[];
  /** `left`: the run ended before it did. */
  readonly status: "running" | "done" | "skipped" | "failed" | "left";
  readonly attempts: number;
  readonly retries: readonly Retry[];
  readonly error: ErrorInfo | null;
  /** Node ids gone to. */
  readonly next: readonly string[];
  /** Of its log line. */
  readonly attrs: LoggedAttrs;
  readonly patch: Patch;
  readonly emitted: readonly { readonly at: number; readonly name: string; readonly data: unknown }[];
  /** Row of the timeline: branches that went on side by side have rows of their own. */
  readonly row: number;
  /** The visits from which the run came here; several where branches met, none at the start. */
  readonly parents: readonly number[];
  /** Number of the event that began it. */
  readonly first: number;
  /** Number of the event that ended it; null while it goes on. */
  readonly last: number | null;
}

/** An edge taken. */
export interface Move {
  /** Place in `GraphView.edges`; -1: the diagram has it no longer. */
  readonly edge: number;
  readonly source: string;
  readonly target: string;
  readonly label: string | null;
  /** Milliseconds since the run began. */
  readonly at: number;
  /** The visit that it left; -1 when the record does not tell. */
  readonly from: number;
  /** The visit that it led to; null when that has not begun. */
  readonly to: number | null;
}

/** A part of the answer as it went out. */
export interface Frame {
  readonly at: number;
  readonly bytes: number;
  /** Null where it may not be seen, or is no longer held. */
  readonly text: string | null;
  /** Number of its event. */
  readonly n: number;
}

/** What a run began with. One that is gone on with later has several. */
export interface RunInput {
  /** The first visit that saw it. */
  readonly from: number;
  readonly patch: Patch;
}

/** A run as its events tell it, so far. */
export interface RunModel {
  readonly run: StoredRun;
  readonly events: readonly StoredEvent[];
  readonly visits: readonly Visit[];
  /** In the order taken. */
  readonly moves: readonly Move[];
  /** In their order. */
  readonly inputs: readonly RunInput[];
  readonly frames: readonly Frame[];
  /** Which step answered, and when; null when none has. */
  readonly responded: { readonly node: string; readonly at: number } | null;
  /** Milliseconds from the start to the latest event. */
  readonly length: number;
  /** Rows of the timeline. */
  readonly rows: number;
}

/** Whether the record of a run tells times; one that does not has no beginning either. */
export function isTimed({ run }: Pick<RunModel, "run">): boolean {
  return run.started_at > 0;
}

/** Whether it is told when a visit was. */
export function isVisitTimed({ latency, last }: Pick<Visit, "latency" | "last">): boolean {
  return latency !== null || last === null;
}

/** A visit as it is called: `Node`, or `Node#2` for a later one than the first. */
export function nameOf({ node, visit }: Pick<Visit, "node" | "visit">): string {
  return visit === 1 ? node : `${node}#${visit}`;
}
