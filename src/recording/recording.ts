import type { RunStatus } from "../runtime/events.ts";

/** One finished visit of a step, as a recording keeps it. */
export interface RecordedStep {
  /** Registry number; null for a step that is not registered. */
  readonly step: number | null;
  /** Node id. */
  readonly node: string;
  /** 1 for the first time the run came here. */
  readonly visit: number;
  /** A decision's label or labels; `error` when the handler failed for good; else null. */
  readonly outcome: string | readonly string[] | null;
  /** Node ids gone to. */
  readonly next: readonly string[];
  /** Its flag was off, so that it was passed through. */
  readonly skipped: boolean;
  /** Why the handler failed for good. */
  readonly errorCode: string | null;
}

/** Which way a recorded run went: what is read of a recording when nobody compares it. */
export interface RecordedPath {
  /** The request file, relative to the project. */
  readonly request: string;
  /** Node id. */
  readonly entry: string;
  readonly status: RunStatus;
  /** Of the answer; null when nobody was answered. */
  readonly statusCode: number | null;
  /** In an order that does not depend on which branch was faster. */
  readonly path: readonly RecordedStep[];
}

/** Values of state keys as a recording holds them: short ones as they are, long ones as a digest, personal ones as a word. */
export type RecordedValues = Readonly<Record<string, unknown>>;

/** What one visit wrote. */
export interface RecordedChange {
  /** Node id. */
  readonly node: string;
  readonly visit: number;
  readonly set: RecordedValues;
}

/** A run as it is kept beside the tests: two recordings of one request are equal, byte by byte. */
export interface Recording extends RecordedPath {
  /** The state that the run began with. */
  readonly input: RecordedValues;
  /** In the order of the path; a visit that wrote nothing is left out. */
  readonly changes: readonly RecordedChange[];
}

/** The names of the attributes that each step logged, by node id, in the order of the log line. */
export type LoggedAttrs = ReadonlyMap<string, readonly string[]>;
