import type { Result } from "../diagnostics/diagnostic.ts";

/** What becomes of one file. */
export interface FileChange {
  /** Absolute. */
  readonly path: string;
  /** The text as it was when the change was planned; null when there is no such file. */
  readonly before: string | null;
  /** The text as it should be; null when there should be no such file. */
  readonly after: string | null;
  /** The file that it is the new place of, absolute; that one's own change says that it goes. */
  readonly movedFrom?: string;
}

/** A change of the project, as data: nothing is written yet. No two changes are of one file. */
export interface ChangePlan {
  readonly changes: readonly FileChange[];
  /** Sentences for the person who asked, about what was decided and what is left to do. */
  readonly notes: readonly string[];
}

/** A plan, or null with what is in its way. A name that does not exist is a `UsageError`, thrown. */
export type Planned = Result<ChangePlan | null>;
