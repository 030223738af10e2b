import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ErrorInfo } from "../runtime/events.ts";
import type { PathEntry } from "../runtime/options.ts";
import { jsonDiagnostic, schemaVersion } from "./json.ts";

/** A response as reports show it: a body, or the frames of a stream. */
export type ReportedResponse =
  | {
      readonly status_code: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  | {
      readonly status_code: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly frames: readonly string[];
    };

/** A run as `ragstep run` tells it. */
export interface ReportedRun {
  /** Null when the project's problems kept the run from starting. */
  readonly run_id: string | null;
  readonly status: "completed" | "failed" | "cancelled" | "not-started";
  readonly entry: string | null;
  readonly path: readonly PathEntry[];
  readonly response: ReportedResponse | null;
  readonly error: ErrorInfo | null;
  /** What differs from the request file's `expect` block. */
  readonly mismatches: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The run as one JSON text, without a line break at the end. */
export function jsonRun(run: ReportedRun): string {
  return JSON.stringify({ schemaVersion, ...run, diagnostics: run.diagnostics.map(jsonDiagnostic) }, null, 2);
}
