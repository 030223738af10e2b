import type { ErrorInfo } from "../../../src/runtime/events.ts";
import type { Json } from "../../../src/definition/step.ts";
import type { MaskedValue, StoredEvent, StoredRun } from "../../../src/server/runs/run-store.ts";

/** One visit of a step in one run. */
export interface Visit {
  /** Place among the run's visits, in the order in which they began: 0, 1, 2, … */
  readonly index: number;
  readonly node: string;
  readonly step: number | null;
  readonly visit: number;
  /** Milliseconds since the run began. */
  readonly start: number;
  /** Null while it goes on. */
  readonly end: number | null;
  readonly outcome: readonly string[];
  readonly status: "running" | "done" | "skipped" | "failed";
  readonly attempts: number;
  readonly retries: readonly { readonly at: number; readonly wait: number; readonly error: ErrorInfo }[];
  readonly error: ErrorInfo | null;
  /** Node ids gone to. */
  readonly next: readonly string[];
  readonly attrs: Readonly<Record<string, Json>>;
  readonly patch: Readonly<Record<string, MaskedValue>>;
  readonly emitted: readonly { readonly at: number; readonly name: string; readonly data: unknown }[];
  /** Row of the timeline: branches that went on side by side have rows of their own. */
  readonly row: number;
}

/** A part of the answer as it went out. */
export interface Frame {
  readonly at: number;
  readonly bytes: number;
  /** Null where it may not be seen, or is no longer held. */
  readonly text: string | null;
}

/** A run as its events tell it, so far. */
export interface RunModel {
  readonly run: StoredRun;
  readonly events: readonly StoredEvent[];
  readonly visits: readonly Visit[];
  /** In the order taken: place in `GraphView.edges` (-1: the diagram has it no longer) and milliseconds since the start. */
  readonly moves: readonly { readonly edge: number; readonly source: string; readonly target: string; readonly at: number }[];
  readonly input: Readonly<Record<string, MaskedValue>>;
  readonly frames: readonly Frame[];
  /** Milliseconds from the start to the latest event. */
  readonly length: number;
}
