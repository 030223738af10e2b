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

/** The differences of files that people write, in the order of paths; of a file that moves, what it becomes there. */
export function changesText(layout: Pick<Layout, "root">, changes: readonly FileChange[]): string {
  const textOf = new Map(changes.map(({ path, before }) => [path, before]));
  const moved = new Set(changes.map(({ movedFrom }) => movedFrom));
  return changes
    .filter(({ path }) => !moved.has(path))
    .map((change) => ({ ...change, shown: shownPath(layout, change.path) }))
    .toSorted((a, b) => (a.shown < b.shown ? -1 : 1))
    .map((change) => {
      const { movedFrom, shown, before, after } = change;
      if (movedFrom === undefined) return `${wholeText(change)}${textDiff(shown, before ?? "", after ?? "")}`;
      const difference = textDiff(shown, textOf.get(movedFrom) ?? "", after ?? "");
      return `moved file ${shownPath(layout, movedFrom)} to ${shown}\n${difference}`;
    })
    .join("\n");
}

/** One line for each generated file: its differences say again what those of the others say. */
export function generatedText(layout: Pick<Layout, "root">, changes: readonly FileChange[]): string {
  if (changes.length === 0) return "";
  const paths = changes.map((change) => `  ${wholeText(change)}${shownPath(layout, change.path)}`);
  return [`and what follows from it, ${plural(changes.length, "file")}:`, ...paths.toSorted()].join("\n");
}
