import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import type { Layout } from "../project/layout.ts";
import { loadRecordings, loggedAttrsName, runsFolder } from "../project/load-runs.ts";
import type { WholeRun } from "../project/load-runs.ts";
import { loggedAttrsText, recordingText } from "../recording/recording-text.ts";
import type { LoggedAttrs, Recording } from "../recording/recording.ts";
import type { FileChange } from "../scaffold/change.ts";

/** What the project's folder of recordings holds. */
export interface KeptRecordings {
  readonly recordings: readonly WholeRun[];
  readonly attrs: LoggedAttrs;
  /** The text of the file of logged attributes; null when it is not there. */
  readonly attrsText: string | null;
}

/** Reads the project's recordings. Throws a `UsageError` for a file among them that is none. */
export function keptRecordings(layout: Layout): KeptRecordings {
  const { value, diagnostics } = loadRecordings(layout);
  const [wrong] = diagnostics;
  if (wrong !== undefined) throw new UsageError(wrong.code, wrong.message, { hint: wrong.hint });
  return {
    recordings: value?.recordings ?? [],
    attrs: value?.attrs?.byNode ?? new Map<string, readonly string[]>(),
    attrsText: value?.attrs?.file.text ?? null,
  };
}

function fileOf(layout: Layout, name: string): string {
  return join(runsFolder(layout), `${name}.json`);
}

/** What becomes of the file of one recording. */
export function recordingChange(
  layout: Layout,
  name: string,
  before: string | null,
  now: Recording,
): FileChange {
  return { path: fileOf(layout, name), before, after: recordingText(now) };
}

/** What becomes of the file of logged attributes. */
export function attrsChange(layout: Layout, { attrsText }: KeptRecordings, now: LoggedAttrs): FileChange {
  return { path: fileOf(layout, loggedAttrsName), before: attrsText, after: loggedAttrsText(now) };
}
