import { join } from "node:path";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { shownPath } from "../project/layout.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { FileChange } from "./change.ts";
import type { Moves } from "./move-imports.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** What is to become of files, by path relative to the project. */
export interface FileEdits {
  /** Several lists of edits of one file are edits of the same text. */
  readonly edits: readonly { readonly path: string; readonly edits: readonly TextEdit[] }[];
  readonly moves: Moves;
  readonly removed: ReadonlySet<string>;
}

/** Reads a file of the project by its path relative to it; null when it is not there. */
export function fileAt(project: Pick<ScaffoldProject, "layout" | "read">, path: string): SourceFile | null {
  const text = project.read(join(project.layout.root, path));
  return text === null ? null : sourceFile(path, text);
}

/** The files of a folder and below, as paths relative to the project. */
export function filesIn(
  { layout, filesBelow }: Pick<ScaffoldProject, "layout" | "filesBelow">,
  folder: string,
): readonly string[] {
  return filesBelow(folder).map((path) => shownPath(layout, path));
}

/** Edits, moves and removals as changes of files: a file that moves is one that goes and one that comes. */
export function changesOf(
  project: ScaffoldProject,
  { edits, moves, removed }: FileEdits,
): readonly FileChange[] {
  const byPath = new Map<string, TextEdit[]>();
  for (const path of [...moves.keys(), ...removed]) byPath.set(path, []);
  for (const { path, edits: more } of edits) byPath.set(path, [...(byPath.get(path) ?? []), ...more]);
  const changes: FileChange[] = [];
  for (const [path, all] of byPath) {
    const absolute = join(project.layout.root, path);
    const before = project.read(absolute);
    if (before === null) continue;
    const goesTo = moves.get(path);
    const after = removed.has(path) ? null : applyEdits(before, all);
    if (goesTo === undefined || after === null) {
      if (after !== before) changes.push({ path: absolute, before, after });
      continue;
    }
    changes.push({ path: absolute, before, after: null });
    changes.push({ path: join(project.layout.root, goesTo), before: null, after, movedFrom: absolute });
  }
  return changes;
}
