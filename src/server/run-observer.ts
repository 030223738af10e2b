import type { RunEvent } from "../runtime/events.ts";
import type { RunResult } from "../runtime/options.ts";

/** A run that is about to start. */
export interface StartingRun {
  readonly run_id: string;
  readonly request_id: string;
  /** Node id. */
  readonly entry: string;
  /** Such as `POST /api/v1/chat`. */
  readonly route: string;
  /** Of the HTTP request, names in lower case; `traceparent` comes in here. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Watches one run. */
export interface RunWatch {
  /** Starts the run inside of something, such as a trace's context. Must call `start` once and give what it gives. */
  within?<T>(start: () => T): T;
  /** Fields that every line of the run's log carries. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Called with every event, in order, while the run waits: keep it short. */
  event?(event: RunEvent): void;
  /** Called once the last branch has ended. */
  ended?(result: RunResult): void;
}

/** Hears of every run that a server starts: metrics, traces. Null when it does not care about this one. */
export type RunObserver = (run: StartingRun) => RunWatch | null;
