import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { readLoggedAttrs, readRecordedPath } from "../recording/read-recorded-path.ts";
import { readRecording } from "../recording/read-recording.ts";
import type { LoggedAttrs, RecordedPath, Recording } from "../recording/recording.ts";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { isBelow, pathsUnder } from "./overlay.ts";

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

/** A recording of the project with everything that it holds. */
export interface WholeRun {
  /** The file's name without its ending. */
  readonly name: string;
  readonly file: SourceFile;
  readonly recording: Recording;
}

/** The recordings of a project with everything that they hold. */
export interface WholeRuns extends Pick<RecordedRuns, "attrs"> {
  /** In the order of names. */
  readonly recordings: readonly WholeRun[];
}

interface Found<T> {
  readonly name: string;
  readonly file: SourceFile;
  readonly value: T;
}

/** The folder of the recordings, and the one file in it that is none: what the steps logged in all of them. */
export function runsFolder(layout: Layout): string {
  return join(layout.tests, "fixtures/runs");
}
export const loggedAttrsName = "attrs";

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Recordings are kept beside the requests that they were made of: `test/fixtures/runs/*.json`. Null when there are none. */
function readRuns<T>(
  layout: Layout,
  read: (file: SourceFile) => Result<T | null>,
): Result<{ readonly found: readonly Found<T>[]; readonly attrs: RecordedRuns["attrs"] } | null> {
  const folder = runsFolder(layout);
  const diagnostics: Diagnostic[] = [];
  const found: Found<T>[] = [];
  let attrs: RecordedRuns["attrs"] = null;
  const isRun = (path: string): boolean => isBelow(folder, path) && path.endsWith(".json");
  const paths = pathsUnder(layout.overlay, filesIn(folder), isRun).toSorted();
  for (const path of paths) {
    const name = basename(path, ".json");
    const text = layout.overlay?.get(path) ?? readFileSync(path, "utf8");
    const file = sourceFile(shownPath(layout, path), text);
    if (name === loggedAttrsName) {
      const logged = readLoggedAttrs(file);
      diagnostics.push(...logged.diagnostics);
      attrs = logged.value && { file, byNode: logged.value };
      continue;
    }
    const recorded = read(file);
    diagnostics.push(...recorded.diagnostics);
    if (recorded.value !== null) found.push({ name, file, value: recorded.value });
  }
  return { value: paths.length === 0 ? null : { found, attrs }, diagnostics };
}

/** Reads which ways the recorded runs of a project went; null when it has none. */
export function loadRuns(layout: Layout): Result<RecordedRuns | null> {
  const { value, diagnostics } = readRuns(layout, readRecordedPath);
  if (value === null) return { value, diagnostics };
  const recordings = value.found.map(({ name, file, value: path }) => ({ name, file, ...path }));
  return { value: { recordings, attrs: value.attrs }, diagnostics };
}

/** Reads the recordings of a project as a whole, to compare them; null when it has none. */
export function loadRecordings(layout: Layout): Result<WholeRuns | null> {
  const { value, diagnostics } = readRuns(layout, readRecording);
  if (value === null) return { value, diagnostics };
  const recordings = value.found.map(({ name, file, value: recording }) => ({ name, file, recording }));
  return { value: { recordings, attrs: value.attrs }, diagnostics };
}
