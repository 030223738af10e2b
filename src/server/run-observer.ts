import type { RunEvent } from "../runtime/events.ts";
import type { RunResult } from "../runtime/options.ts";
import type { StepScope } from "../runtime/step-scope.ts";

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
  /** Its steps run inside of it, and their log lines carry its fields. The first observer that gives one is heard. */
  readonly scope?: StepScope;
  /** Called with every event, in order, while the run waits: keep it short. */
  event?(event: RunEvent): void;
  /** Called once the last branch has ended, with the status that the client was answered with; null when it was not. */
  ended?(result: RunResult, statusCode: number | null): void;
}

/** Hears of every run that a server starts: metrics, traces. Null when it does not care about this one. */
export type RunObserver = (run: StartingRun) => RunWatch | null;
