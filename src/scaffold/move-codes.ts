import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** What can be in the way of a step that is renamed, removed or moved. */
export const moveCodes = {
  "file-in-the-way": { severity: "error", title: "A file where another one is to go" },
  "drawing-unclear": {
    severity: "error",
    title: "A diagram that cannot be edited without drawing something else",
  },
  "start-needed": { severity: "error", title: "A name that says where runs begin" },
  "ways-unclear": { severity: "error", title: "Ways into a step that lead nowhere without it" },
  "handler-imported": { severity: "error", title: "A file that needs the handler of a step that goes" },
  "run-unclear": {
    severity: "error",
    title: "A run of which it cannot be told how it goes without a step",
  },
  "registry-unclear": { severity: "error", title: "A registry entry that cannot be edited as it is written" },
} as const satisfies Record<string, CodeInfo>;
