import type { ErrorInfo } from "./events.ts";

/** A step's completion, enough to rebuild the state and go on. Keys that are `transient` are left out of `patch`. */
export interface JournalRecord {
  readonly run_id: string;
  /** `node#visit`, unique in the run; visit 0 of the entry holds the input. */
  readonly key: string;
  readonly graph_hash: string;
  readonly node: string;
  readonly visit: number;
  readonly attempt: number;
  readonly outcome: string | readonly string[] | null;
  readonly patch: Readonly<Record<string, unknown>>;
  /** Keys of `patch` that are personal data: a journal that outlives the process encrypts them. */
  readonly personal: readonly string[];
  /** The branch (fork path) the step ran on, as the runner needs it to go on. */
  readonly branch: string;
  readonly error?: ErrorInfo | undefined;
  readonly time: number;
}

/** Where completions go. The runner waits for `append` before it goes on, unless the step is `pure`. */
export interface Journal {
  append(record: JournalRecord): Promise<void> | void;
  /** The records of a run in the order of appending; empty for an unknown run. */
  read(runId: string): Promise<readonly JournalRecord[]> | readonly JournalRecord[];
}
