import type { LoggedAttrs, RecordedStep, Recording } from "./recording.ts";

/** The number of the format; another one is not read. */
export const recordingVersion = 1;

/** What begins the part of a recording that is read only to compare it. */
export const inputMark = '\n"input":';

/** What is as usual is left out. */
function stepOf({ step, node, visit, outcome, next, skipped, errorCode }: RecordedStep): object {
  return {
    ...(step === null ? {} : { step }),
    node,
    ...(visit === 1 ? {} : { visit }),
    ...(outcome === null ? {} : { outcome }),
    next,
    ...(skipped ? { skipped } : {}),
    ...(errorCode === null ? {} : { error_code: errorCode }),
  };
}

function lines(values: readonly object[]): string {
  return values.length === 0 ? "[]" : `[\n${values.map((value) => JSON.stringify(value)).join(",\n")}\n]`;
}

/**
 * A recording as the text of its file: JSON with one line for each visit and, behind all of them, one for what each
 * wrote, so that a changed run is a small difference and the way it went can be read without the rest.
 */
export function recordingText(recording: Recording): string {
  const { request, entry, status, statusCode, path, input, changes } = recording;
  const head = { recording: recordingVersion, request, entry, status, status_code: statusCode };
  const set = changes.map(({ node, visit, set: wrote }) => ({
    node,
    ...(visit === 1 ? {} : { visit }),
    set: wrote,
  }));
  return [
    "{",
    ...Object.entries(head).map(([name, value]) => `"${name}": ${JSON.stringify(value)},`),
    `"path": ${lines(path.map(stepOf))},`,
    `"input": ${JSON.stringify(input)},`,
    `"changes": ${lines(set)}`,
    "}",
    "",
  ].join("\n");
}

/** What the steps logged in all recorded runs, as the text of its file: one line for each step, by node id. */
export function loggedAttrsText(attrs: LoggedAttrs): string {
  const rows = [...attrs]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([node, names]) => `${JSON.stringify(node)}: ${JSON.stringify(names)}`);
  return rows.length === 0 ? "{}\n" : `{\n${rows.join(",\n")}\n}\n`;
}
