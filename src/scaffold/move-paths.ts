import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { fileAt } from "./move-changes.ts";
import { moveCodes } from "./move-codes.ts";
import { movedImports } from "./move-imports.ts";
import type { Moves } from "./move-imports.ts";
import { movedLinks } from "./move-links.ts";
import { otherTests, stepCode, writtenPages } from "./move-step-files.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** What is wrong when a file stands where another one is to go. */
export function inTheWay(project: ScaffoldProject, moves: Moves): readonly Diagnostic[] {
  return [...moves].flatMap(([from, to]) => {
    const file = fileAt(project, to);
    if (file === null) return [];
    const report = reporterOf(moveCodes, file);
    const message = `\`${from}\` would become \`${to}\`, which is there already.`;
    return [report("file-in-the-way", { start: 0, end: 0 }, message, { hint: `remove or rename \`${to}\`` })];
  });
}

/** Edits of the code, requests, recordings and pages, and the places that are left to people. */
export interface FoundEdits {
  readonly edits: readonly { readonly path: string; readonly edits: readonly TextEdit[] }[];
  readonly left: readonly { readonly file: SourceFile; readonly span: Span }[];
}

/** Edits each of some files. */
export function editsIn(
  project: ScaffoldProject,
  paths: readonly string[],
  edit: (file: SourceFile) => { readonly edits: readonly TextEdit[]; readonly left?: readonly Span[] },
): FoundEdits {
  const found = paths.flatMap((path) => {
    const file = fileAt(project, path);
    return file === null ? [] : [{ file, ...edit(file) }];
  });
  return {
    edits: found.map(({ file, edits }) => ({ path: file.path, edits })),
    left: found.flatMap(({ file, left = [] }) => left.map((span) => ({ file, span }))),
  };
}

/** The edits that keep imports and links right when files move, in all files but those of `except`. */
export function movedPaths(project: ScaffoldProject, moves: Moves): FoundEdits["edits"] {
  const { handlers, tests } = stepCode(project);
  const there = new Set([...handlers, ...tests]);
  const isThere = (path: string): boolean => there.has(path) || fileAt(project, path) !== null;
  const code = editsIn(project, [...handlers, ...tests, ...otherTests(project)], (file) => ({
    edits: movedImports(file, moves, isThere),
  }));
  const pages = editsIn(project, writtenPages(project), (file) => ({ edits: movedLinks(file, moves) }));
  return [...code.edits, ...pages.edits];
}
