import type { SourceFile, Span } from "../text/source-file.ts";

type StepType = "startEnd" | "process" | "decision" | "error";

/** `planned`: may be drawn before it is written. `deprecated`: keeps its number, is no longer drawn. */
type Status =
  | { readonly kind: "active" }
  | { readonly kind: "planned" }
  | { readonly kind: "deprecated"; readonly date: string; readonly reason: string };

/** Times in milliseconds; the wait before attempt n+1 is `backoff_ms * factor^(n-1)`, plus or minus `jitter` (a share, 0 to 1). */
export interface RetryPolicy {
  readonly attempts: number;
  readonly backoff_ms: number;
  readonly factor: number;
  readonly jitter: number;
}

/** One step of `rag_steps.yml`, defaults filled in. */
export interface RegistryEntry {
  readonly step: number;
  readonly id: string;
  readonly node_id: string;
  readonly node_label: string;
  readonly type: StepType;
  readonly category: string;
  /** The diagram's node ids that draw this step; `[node_id]` when absent. */
  readonly nodes: readonly string[];
  readonly code_owner: string | undefined;
  readonly status: Status;
  readonly timeout_ms: number | undefined;
  readonly retry: RetryPolicy | undefined;
  readonly max_visits: number | undefined;
  /** Name of a feature flag; off means the step is passed through and says so. */
  readonly flag: string | undefined;
  /** What the flag is in a run that does not set it; on when absent. */
  readonly flag_default: boolean | undefined;
  /** Why a second attempt does no harm, for a step that writes and is retried. */
  readonly idempotent: string | undefined;
  readonly span: Span;
  /** The place of each field's value, by field name. */
  readonly fieldSpans: Readonly<Record<string, Span>>;
}

export interface Registry {
  readonly file: SourceFile;
  /** In the order of the file. */
  readonly entries: readonly RegistryEntry[];
}
