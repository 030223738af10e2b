import { join, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { shownPath } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import { runsFolder } from "../project/load-runs.ts";
import type { WholeRun } from "../project/load-runs.ts";
import { namesOfRequests, requestFiles, requestsFolder } from "./request-files.ts";

/** A request to run again, with the recordings that were made of it. */
export interface Subject {
  /** As reports name it: the file's name, with its folder when it is in another one. */
  readonly name: string;
  readonly path: string;
  /** Relative to the project. */
  readonly file: string;
  readonly recordings: readonly WholeRun[];
}

function ofRecordings(layout: Layout, recordings: readonly WholeRun[], known: ReadonlySet<string>) {
  const files = new Set(recordings.map(({ recording }) => recording.request));
  return [...files]
    .filter((file) => !known.has(file))
    .toSorted()
    .map((file): Subject => ({
      name: file,
      path: resolve(layout.root, file),
      file,
      recordings: recordings.filter(({ recording }) => recording.request === file),
    }));
}

/**
 * What is to be verified: the request files of a folder, or when the folder is that of the recordings, the requests that
 * they were made of; without a folder, both. Throws a `UsageError` when there is nothing.
 */
export async function verifySubjects(
  layout: Layout,
  cwd: string,
  argument: string | undefined,
  recordings: readonly WholeRun[],
): Promise<readonly Subject[]> {
  const folder = argument === undefined ? join(layout.tests, requestsFolder) : resolve(cwd, argument);
  const onlyRecordings = folder === runsFolder(layout);
  if (onlyRecordings && recordings.length === 0)
    throw new UsageError("recordings-missing", `\`${argument ?? ""}\` holds no recordings.`, {
      hint: `ragstep record ${shownPath(layout, join(layout.tests, requestsFolder))}`,
    });
  if (onlyRecordings) return ofRecordings(layout, recordings, new Set());
  const isOptional = argument === undefined && recordings.length > 0;
  const names = isOptional
    ? await namesOfRequests(folder)
    : await requestFiles(folder, argument ?? requestsFolder);
  const subjects = names.map((name): Subject => {
    const path = join(folder, name);
    const file = shownPath(layout, path);
    return { name, path, file, recordings: recordings.filter(({ recording }) => recording.request === file) };
  });
  if (argument !== undefined) return subjects;
  return [...subjects, ...ofRecordings(layout, recordings, new Set(subjects.map(({ file }) => file)))];
}
