import type { Json } from "../../definition/step.ts";
import type { RunsSummary } from "./summarize.ts";
import type { ErrorInfo, RunEvent, RunStatus } from "../../runtime/events.ts";

/** How a run that is stored stands. `interrupted`: its process ended before it did. */
export type StoredStatus = RunStatus | "running" | "interrupted";

/** What is known of a run when it begins. */
export interface NewRun {
  readonly run_id: string;
  readonly request_id: string;
  /** Node id. */
  readonly entry: string;
  /** Such as `POST /api/v1/chat`. */
  readonly route: string;
  readonly graph_hash: string;
  readonly user_id: string | null;
  readonly session_id: string | null;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly started_at: number;
}

/** A run as lists show it. */
export interface StoredRun extends NewRun {
  readonly status: StoredStatus;
  /** Null while it goes on. */
  readonly ended_at: number | null;
  readonly latency_ms: number | null;
  /** Visits of steps that have ended. */
  readonly steps: number;
  readonly retries: number;
  /** HTTP status of the answer; null when none was sent. */
  readonly status_code: number | null;
  /** Where the answer came from, as the project tells it; without personal data. */
  readonly source: string | null;
  readonly error: ErrorInfo | null;
}

/** A value of the state as it may be kept: personal data and live objects are named, never held. */
export type MaskedValue =
  | { readonly kind: "value"; readonly value: Json }
  | { readonly kind: "masked"; readonly type: string; readonly size: number }
  | { readonly kind: "live" };

/** What happened in a run, in the order in which it happened. `n` is 1, 2, 3, … within the run, without a gap. */
export type StoredEvent = { readonly n: number } & (
  | RunEvent
  | {
      readonly type: "state";
      readonly run_id: string;
      readonly time: number;
      readonly node: string;
      /** 0 for the run's input. */
      readonly visit: number;
      /** The keys that the step wrote. */
      readonly patch: Readonly<Record<string, MaskedValue>>;
    }
  | {
      readonly type: "frame";
      readonly run_id: string;
      readonly time: number;
      /** Bytes of the response, in the order in which they went out. */
      readonly bytes: number;
      /** What they say. Never stored. */
      readonly text?: string | undefined;
    }
);

/** An event before the store has numbered it. */
export type NewEvent = StoredEvent extends infer E ? (E extends unknown ? Omit<E, "n"> : never) : never;

/** How a run ended. */
export interface EndOfRun {
  readonly run_id: string;
  readonly status: RunStatus;
  readonly ended_at: number;
  readonly latency_ms: number;
  readonly steps: number;
  readonly status_code: number | null;
  readonly source: string | null;
  readonly error: ErrorInfo | null;
}

/** Which runs a list holds: all that fit every field given. */
export interface RunFilter {
  readonly status?: StoredStatus | undefined;
  /** Node id of a step that the run came to. */
  readonly step?: string | undefined;
  /** With `step`: the outcome it had there. Alone: of any step. */
  readonly outcome?: string | undefined;
  readonly min_ms?: number | undefined;
  readonly max_ms?: number | undefined;
  /** Part of the run's or the request's id, entry, route, user, source or error. */
  readonly text?: string | undefined;
  readonly user_id?: string | undefined;
}

/** Newest first. */
export interface RunPage {
  readonly runs: readonly StoredRun[];
  /** To be given back for the next page; null on the last one. */
  readonly next: string | null;
}

/** Where runs are kept. Nothing it is given holds personal data in clear. */
export interface RunStore {
  /** Resolves when the run is on disk: from then on it is listed, whatever happens to this process. Rejects when it cannot be stored. */
  begin(run: NewRun): Promise<void>;
  /** Takes events at once and stores them soon; watchers see them at once. Gives the last one's number; 0 for a run that is not under way. */
  append(run_id: string, events: readonly NewEvent[]): number;
  /** Resolves when the run's end is stored, with all its events. */
  end(run: EndOfRun): Promise<void>;
  /** Resolves when everything appended before is stored. */
  flush(): Promise<void>;
  list(filter: RunFilter, page: { readonly limit: number; readonly after?: string | undefined }): RunPage;
  /** Sums over the newest runs of one graph, of one user alone when that is given. */
  summary(
    of: { readonly graph_hash: string; readonly user_id?: string | undefined },
    runs: number,
  ): RunsSummary;
  get(run_id: string): StoredRun | null;
  /** Events after number `after` (0: all), those to come too, until the run ends or `signal` is aborted. */
  events(run_id: string, after: number, signal: AbortSignal): AsyncIterable<StoredEvent>;
  close(): Promise<void>;
}
