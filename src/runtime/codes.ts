import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** Failures of a run. They are thrown, never collected. */
export const runtimeCodes = {
  "entry-unknown": { severity: "error", title: "A run is to start at a node that is not drawn" },
  "entry-ambiguous": { severity: "error", title: "Several nodes where a run may start, and none named" },
  "input-invalid": { severity: "error", title: "The input does not fit the declared keys" },
  "step-not-written": { severity: "error", title: "A run reached a step without a handler" },
  "step-failed": { severity: "error", title: "A handler failed for good" },
  "step-fatal": { severity: "error", title: "A handler said that no retry can help" },
  "step-threw-non-error": { severity: "error", title: "A handler threw something that is no Error" },
  "step-timeout": { severity: "error", title: "A handler took longer than its `timeout_ms`" },
  "outcome-unknown": { severity: "error", title: "A decision returned what no edge is labelled with" },
  "decision-flag-off": { severity: "error", title: "A decision is switched off and has no edge `off`" },
  "patch-invalid": { severity: "error", title: "A handler returned a wrong patch" },
  "store-not-wired": { severity: "error", title: "A handler reached for a store that is not drawn" },
  "store-missing": { severity: "error", title: "A drawn store was not given to the run" },
  "read-undeclared": { severity: "error", title: "A handler read a key that it does not declare" },
  "read-absent": { severity: "error", title: "A handler read a required key that nothing wrote" },
  "state-mutated": { severity: "error", title: "A handler changed the state in place" },
  "attr-undeclared": { severity: "error", title: "A handler logged an attribute that it does not declare" },
  "attr-personal": { severity: "error", title: "A handler logged personal data" },
  "merge-conflict": { severity: "error", title: "Two branches changed one key to different values" },
  "merge-impossible": { severity: "error", title: "A merge rule met a value that it cannot merge" },
  "max-visits-exceeded": { severity: "error", title: "A loop without an end" },
  "run-cancelled": { severity: "error", title: "The run was cancelled" },
  "response-missing": { severity: "error", title: "The run ended without reaching an end node" },
  "journal-failed": { severity: "error", title: "A completion could not be written to the journal" },
  "resume-impossible": { severity: "error", title: "The journal does not hold what a resume needs" },
  "graph-changed": { severity: "error", title: "A run is to be resumed on another graph" },
  "engine-failed": { severity: "error", title: "A mistake of the engine itself" },
  "log-unwritable": { severity: "error", title: "The log cannot be written" },
} as const satisfies Record<string, CodeInfo>;

export type RuntimeCode = keyof typeof runtimeCodes;
