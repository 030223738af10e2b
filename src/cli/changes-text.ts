import { shownPath } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import { plural } from "../report/counts.ts";
import { textDiff } from "../report/diff.ts";
import type { FileChange } from "../scaffold/change.ts";

/** What happens to the file as a whole. */
function wholeText({ before, after }: FileChange): string {
  if (before === null) return "new file ";
  return after === null ? "removed file " : "";
}

const nothing = "/dev/null";

function diffText(shown: string, { before, after }: FileChange): string {
  const lines = textDiff(shown, before ?? "", after ?? "")
    .split("\n")
    .slice(2);
  if (lines.length === 0) return "";
  // A file that comes or goes has no line in common with what it was, the empty one neither.
  const body = before === null || after === null ? lines.filter((line) => line !== " ") : lines;
  return [
    `--- ${before === null ? nothing : shown}`,
    `+++ ${after === null ? nothing : shown}`,
    ...body,
  ].join("\n");
}

/** The differences of files that people write, in the order of paths. */
export function changesText(layout: Pick<Layout, "root">, changes: readonly FileChange[]): string {
  return changes
    .map((change) => ({ change, shown: shownPath(layout, change.path) }))
    .toSorted((a, b) => (a.shown < b.shown ? -1 : 1))
    .map(({ change, shown }) => diffText(shown, change))
    .filter((text) => text !== "")
    .join("\n");
}

/** One line for each generated file: its differences say again what those of the others say. */
export function generatedText(layout: Pick<Layout, "root">, changes: readonly FileChange[]): string {
  if (changes.length === 0) return "";
  const paths = changes.map((change) => `  ${wholeText(change)}${shownPath(layout, change.path)}`);
  return [`and what follows from it, ${plural(changes.length, "file")}:`, ...paths.toSorted()].join("\n");
}
