import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** What can be wrong with a file of recorded runs. */
export const recordingCodes = {
  "recording-invalid": { severity: "error", title: "A file among the recorded runs that is no recording" },
} as const satisfies Record<string, CodeInfo>;
