import { basename, dirname } from "node:path";
import { shownPath } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import { loggedAttrsName, runsFolder } from "../project/load-runs.ts";
import { plural } from "../report/counts.ts";
import { textDiff } from "../report/diff.ts";
import type { FileChange } from "../scaffold/change.ts";

/** What happens to the file as a whole. */
function wholeText({ before, after }: FileChange): string {
  if (before === null) return "new file ";
  return after === null ? "removed file " : "";
}

const nothing = "/dev/null";

/** What a file becomes; of one that moves, what it becomes at its new place. */
function diffText(shown: string, { before, after }: FileChange, from: Moved | undefined): string {
  const lines = textDiff(shown, from?.text ?? before ?? "", after ?? "")
    .split("\n")
    .slice(2);
  const head = from === undefined ? [] : [`rename ${from.shown} => ${shown}`];
  if (lines.length === 0) return head.join("\n");
  const comes = before === null && from === undefined;
  // A file that comes or goes has no line in common with what it was, the empty one neither.
  const body = comes || after === null ? lines.filter((line) => line !== " ") : lines;
  return [
    ...head,
    `--- ${comes ? nothing : (from?.shown ?? shown)}`,
    `+++ ${after === null ? nothing : shown}`,
    ...body,
  ].join("\n");
}

/** A file as it was before it moved. */
interface Moved {
  readonly shown: string;
  readonly text: string;
}

/** The differences of files that people write, in the order of paths. */
export function changesText(layout: Pick<Layout, "root">, changes: readonly FileChange[]): string {
  const moved = new Map<string, Moved>();
  for (const { movedFrom } of changes) {
    const text = changes.find(({ path }) => path === movedFrom)?.before;
    if (movedFrom !== undefined && typeof text === "string")
      moved.set(movedFrom, { shown: shownPath(layout, movedFrom), text });
  }
  return changes
    .filter(({ path }) => !moved.has(path))
    .map((change) => ({ change, shown: shownPath(layout, change.path) }))
    .toSorted((a, b) => (a.shown < b.shown ? -1 : 1))
    .map(({ change, shown }) => diffText(shown, change, moved.get(change.movedFrom ?? "")))
    .filter((text) => text !== "")
    .join("\n");
}

/**
 * One line for each file that nobody writes: its differences say again what those of the others say. Recorded runs are so
 * many that they are one line together.
 */
export function generatedText(layout: Layout, changes: readonly FileChange[]): string {
  if (changes.length === 0) return "";
  const folder = runsFolder(layout);
  const runs = changes.filter(
    ({ path }) => dirname(path) === folder && basename(path) !== `${loggedAttrsName}.json`,
  );
  const listed = runs.length > 1 ? changes.filter((change) => !runs.includes(change)) : changes;
  const paths = listed.map((change) => `  ${wholeText(change)}${shownPath(layout, change.path)}`);
  const together =
    runs.length > 1 ? [`  ${plural(runs.length, "recorded run")} in ${shownPath(layout, folder)}`] : [];
  return [
    `and what follows from it, ${plural(changes.length, "file")}:`,
    ...paths.toSorted(),
    ...together,
  ].join("\n");
}
