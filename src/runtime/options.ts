import type { Logger } from "pino";
import type { Clock, Ids } from "../definition/step.ts";
import type { RunError, StepFailedError } from "./errors.ts";
import type { RunEvent, RunStatus } from "./events.ts";
import type { Journal } from "./journal.ts";
import type { StateRecord } from "./branch.ts";
import type { StepScope } from "./step-scope.ts";
import type { StoreImplementations } from "./stores.ts";

/** Which feature flags are on. A flag that is not named is as its step's `flag_default` says, else on. */
export type Flags = Readonly<Record<string, boolean>> | ((flag: string) => boolean);

/** What a run may be given from outside. */
export interface RunOptions {
  /** Node id to start at; `Start`, or the only entry, when absent. A node in the middle takes any declared key as input. */
  readonly entry?: string | undefined;
  /** A new one when absent. */
  readonly runId?: string | undefined;
  /** Goes into every log line. The input's `request_id` when absent, else a new one. */
  readonly requestId?: string | undefined;
  /** By store name. Share one object between runs: it is bound to the nodes once. */
  readonly stores?: StoreImplementations | undefined;
  /** Handed to every handler as it is. */
  readonly services?: unknown;
  /** Without one nothing is logged. */
  readonly logger?: Logger | undefined;
  /** Called with every event, in order, while the run waits: keep it short. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
  /** Handlers run inside of it. */
  readonly scope?: StepScope | undefined;
  /** Checks what each handler reads, writes and logs, and freezes what it writes. For tests. */
  readonly strict?: boolean | undefined;
  /** Cancels the run. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
  /** At least 0, below 1. */
  readonly random?: (() => number) | undefined;
  readonly ids?: Ids | undefined;
  readonly flags?: Flags | undefined;
  /** Is told every completion. */
  readonly journal?: Journal | undefined;
  /** Goes on with the run `runId` of the journal: what it finished is not run again. */
  readonly resume?: boolean | undefined;
  /** Fills `RunResult.path`. */
  readonly recordPath?: boolean | undefined;
}

/** One finished visit of a step. */
export interface PathEntry {
  readonly step: number | null;
  readonly node: string;
  /** 1 for the first time the run came here. */
  readonly visit: number;
  /** A decision's label or labels; `error` when the handler failed for good; else null. */
  readonly outcome: string | readonly string[] | null;
  /** Node ids gone to. */
  readonly next: readonly string[];
  readonly latency_ms: number;
}

/** How a run ended. */
export interface RunResult {
  readonly run_id: string;
  readonly status: RunStatus;
  /** Node id. */
  readonly entry: string;
  /** At the response; without one, where the run came to last. */
  readonly state: StateRecord;
  /** In the order of completion; empty unless `recordPath` asked for it. */
  readonly path: readonly PathEntry[];
  /** Visits finished, those passed through or failed included. */
  readonly steps: number;
  readonly latency_ms: number;
  /** Why the run failed or was cancelled. */
  readonly error?: RunError | StepFailedError | undefined;
}

/** A run under way. It starts when the caller's own code has come to its end, so events asked for at once miss nothing. */
export interface Run {
  readonly id: string;
  /** The state at the first end reached. Rejects with the run's error when there is none. */
  readonly response: Promise<StateRecord>;
  /** Resolves, always, when the last branch has ended, or the run has failed or was cancelled. */
  readonly done: Promise<RunResult>;
  /** Events from now on; every look at this property is a new reader with a queue of its own. */
  readonly events: AsyncIterable<RunEvent>;
  /** No new step starts, and running handlers see their signal aborted. */
  cancel(reason?: unknown): void;
}
