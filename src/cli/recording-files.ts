import { join } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import type { Graph } from "../graph/graph.ts";
import type { Layout } from "../project/layout.ts";
import { loadRecordings, loggedAttrsName, runsFolder } from "../project/load-runs.ts";
import type { WholeRun } from "../project/load-runs.ts";
import { loggedAttrsText, recordingText } from "../recording/recording-text.ts";
import type { LoggedAttrs, Recording } from "../recording/recording.ts";
import { plural } from "../report/counts.ts";
import type { FileChange } from "../scaffold/change.ts";
import { applyChanges } from "./apply-changes.ts";
import { generatedChanges } from "./generated-changes.ts";

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

function isNew({ before, after }: FileChange): boolean {
  return before !== after;
}

/**
 * Writes recordings with the documents that follow from them, all files or none, and says what was written. Documents of
 * code that cannot be loaded stay as they are: nothing could have been recorded then.
 */
export async function writeRecordings(
  layout: Layout,
  graph: Graph,
  recordings: readonly FileChange[],
): Promise<string> {
  const written = recordings.filter(isNew);
  if (written.length === 0) return "nothing to write";
  const { changes } = await generatedChanges(layout, graph, written, { docs: false });
  const all = changes.filter(isNew);
  await applyChanges(layout.root, all);
  const pages = all.length - written.length;
  return `${plural(written.length, "file")} of recordings written${pages === 0 ? "" : `, and ${plural(pages, "file")} that follow from them`}`;
}
