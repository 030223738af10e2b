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

/** The differences of files that people write, in the order of paths. */
export function changesText(layout: Pick<Layout, "root">, changes: readonly FileChange[]): string {
  return changes
    .map((change) => ({ ...change, shown: shownPath(layout, change.path) }))
    .toSorted((a, b) => (a.shown < b.shown ? -1 : 1))
    .map((change) => `${wholeText(change)}${textDiff(change.shown, change.before ?? "", change.after ?? "")}`)
    .join("\n");
}

/** One line for each generated file: its differences say again what those of the others say. */
export function generatedText(layout: Pick<Layout, "root">, changes: readonly FileChange[]): string {
  if (changes.length === 0) return "";
  const paths = changes.map((change) => `  ${wholeText(change)}${shownPath(layout, change.path)}`);
  return [`and what follows from it, ${plural(changes.length, "file")}:`, ...paths.toSorted()].join("\n");
}
