import type { CodeInfo } from "../diagnostics/diagnostic.ts";

/** What can be wrong with the files of a project before anybody looks at what they say. */
export const projectCodes = {
  "file-missing": { severity: "fatal", title: "A file that is needed is not there" },
  "file-unreadable": { severity: "fatal", title: "A file is there but cannot be read" },
  "file-empty": { severity: "fatal", title: "A file has no text" },
  "file-binary": { severity: "fatal", title: "A file holds bytes that are no text" },
  "file-too-large": { severity: "fatal", title: "A file is larger than the limit" },
  "handler-import": { severity: "fatal", title: "A handler's file cannot be loaded" },
  "state-import": { severity: "fatal", title: "The state definition cannot be loaded" },
  "state-invalid": { severity: "fatal", title: "The state module exports no state definition" },
} as const satisfies Record<string, CodeInfo>;
