import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { readLoggedAttrs, readRecordedPath } from "../recording/read-recording.ts";
import type { LoggedAttrs, RecordedPath } from "../recording/recording.ts";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";

/** A recording of the project, without what its steps wrote. */
export interface RecordedRun extends RecordedPath {
  /** The file's name without its ending. */
  readonly name: string;
  readonly file: SourceFile;
}

/** The recorded runs of a project. */
export interface RecordedRuns {
  /** In the order of names. */
  readonly recordings: readonly RecordedRun[];
  /** What the steps logged in them; null when that was not kept. */
  readonly attrs: { readonly file: SourceFile; readonly byNode: LoggedAttrs } | null;
}

/** The folder of the recordings, and the one file in it that is none: what the steps logged in all of them. */
export function runsFolder(layout: Layout): string {
  return join(layout.tests, "fixtures/runs");
}
export const loggedAttrsName = "attrs";

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted()
      .map((name) => name.slice(0, -".json".length));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Reads the recordings, which are kept beside the requests that they were made of: `test/fixtures/runs/*.json`. Null when there are none. */
export function loadRuns(layout: Layout): Result<RecordedRuns | null> {
  const folder = runsFolder(layout);
  const diagnostics: Diagnostic[] = [];
  const recordings: RecordedRun[] = [];
  let attrs: RecordedRuns["attrs"] = null;
  const names = namesIn(folder);
  for (const name of names) {
    const path = join(folder, `${name}.json`);
    const file = sourceFile(shownPath(layout, path), readFileSync(path, "utf8"));
    if (name === loggedAttrsName) {
      const read = readLoggedAttrs(file);
      diagnostics.push(...read.diagnostics);
      attrs = read.value && { file, byNode: read.value };
      continue;
    }
    const read = readRecordedPath(file);
    diagnostics.push(...read.diagnostics);
    if (read.value !== null) recordings.push({ name, file, ...read.value });
  }
  return { value: names.length === 0 ? null : { recordings, attrs }, diagnostics };
}
