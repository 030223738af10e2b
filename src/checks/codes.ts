import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** What only a check of the whole project can say. */
export const checkCodes = {
  "nothing-checked": { severity: "error", title: "A part of the project that the check found nothing of" },
} as const satisfies Record<string, CodeInfo>;
