import type { Json } from "../definition/step.ts";

export type RunStatus = "completed" | "failed" | "cancelled";

/** An error as events, journal and reports carry it: no stack, no state values. */
export interface ErrorInfo {
  readonly code: string;
  readonly message: string;
  readonly node?: string | undefined;
  readonly hint?: string | undefined;
}

interface Base {
  readonly run_id: string;
  /** 0, 1, 2, … within the run. */
  readonly seq: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
}

interface OfStep extends Base {
  readonly node: string;
  readonly step: number | null;
  readonly visit: number;
}

/** What watchers of a run see. Log, trace, reports and tests all live on these. */
export type RunEvent =
  | (Base & { readonly type: "run-started"; readonly entry: string; readonly graph_hash: string })
  | (OfStep & { readonly type: "step-started" })
  | (OfStep & { readonly type: "emitted"; readonly name: string; readonly data: unknown })
  | (OfStep & {
      readonly type: "step-retry";
      readonly attempt: number;
      readonly error: ErrorInfo;
      /** Of its log line; absent in records from before events carried them. */
      readonly attrs?: Readonly<Record<string, Json>> | undefined;
      readonly wait_ms: number;
    })
  | (OfStep & {
      readonly type: "step-completed";
      readonly attempt: number;
      readonly outcome: string | readonly string[] | null;
      /** Node ids gone to. */
      readonly next: readonly string[];
      readonly attrs: Readonly<Record<string, Json>>;
      /** Keys written. */
      readonly wrote: readonly string[];
      /** `true` when its feature flag is off and it was passed through. */
      readonly skipped: boolean;
      readonly latency_ms: number;
    })
  | (OfStep & {
      readonly type: "step-failed";
      readonly attempt: number;
      readonly error: ErrorInfo;
      /** Of its log line; absent in records from before events carried them. */
      readonly attrs?: Readonly<Record<string, Json>> | undefined;
      readonly next: readonly string[];
      readonly latency_ms: number;
    })
  | (Base & {
      readonly type: "edge-taken";
      readonly source: string;
      readonly target: string;
      readonly label: string | null;
    })
  | (Base & { readonly type: "response"; readonly node: string })
  | (Base & {
      readonly type: "run-ended";
      readonly status: RunStatus;
      readonly steps: number;
      readonly latency_ms: number;
      readonly error?: ErrorInfo | undefined;
    });
