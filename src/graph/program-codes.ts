import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** Mistakes found while handlers are joined with the nodes of a graph. */
export const programCodes = {
  "handler-missing": { severity: "fatal", title: "A drawn step without a handler" },
  "handler-orphan": { severity: "fatal", title: "A handler without a node" },
  "handler-repeated": { severity: "fatal", title: "Two handlers for one node" },
  "handler-file-name": { severity: "fatal", title: "A handler in a file named after another node" },
  "handler-lane": { severity: "error", title: "A handler outside the folder of its lane" },
  "handler-outcome-unknown": { severity: "fatal", title: "An outcome that is no edge's label" },
  "handler-key-unknown": { severity: "fatal", title: "A step names a key that the state does not declare" },
  "handler-attr-pii": { severity: "fatal", title: "A step would log personal data" },
} as const satisfies Record<string, CodeInfo>;

export type ProgramCode = keyof typeof programCodes;
