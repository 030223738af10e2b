import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** Mistakes in a file that should hold a step. */
export const definitionCodes = {
  "handler-not-a-step": { severity: "fatal", title: "A default export that is not a step" },
} as const satisfies Record<string, CodeInfo>;
