import { shownPath } from "../project/layout.ts";
import { positionAt, sourceFile } from "../text/source-file.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import { fileAt } from "./move-changes.ts";
import type { Moves } from "./move-imports.ts";
import { generatedParts } from "./move-links.ts";
import type { FoundEdits } from "./move-paths.ts";
import { otherTests, stepCode, writtenPages } from "./move-step-files.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** How many places a note lists. */
const mostShown = 12;

/** `GDPRLog` and `step_2` mean the node wherever they stand; `Start` is a word of every language. */
function isTelling(id: string): boolean {
  return /[a-z][A-Z]|\d|_|[A-Z]{2}/.test(id);
}

/** Where a text names a node: as a whole word, and an id that is an everyday word only between quotes or backticks. */
export function mentionsOf({ text }: SourceFile, id: string): readonly Span[] {
  const pattern = isTelling(id) ? `(?<![\\w$-])${id}(?![\\w$-])` : `(?<=(["'\`]))${id}(?=\\1)`;
  return Array.from(text.matchAll(new RegExp(pattern, "g")), ({ index }) => ({
    start: index,
    end: index + id.length,
  }));
}

/** A sentence with places of files, `a.ts:12`, each line once; null when there are none. */
export function placesNote(sentence: string, places: FoundEdits["left"]): string | null {
  const lines = [
    ...new Set(places.map(({ file, span }) => `${file.path}:${positionAt(file, span.start).line}`)),
  ];
  if (lines.length === 0) return null;
  const more = lines.length > mostShown ? `, and ${lines.length - mostShown} more` : "";
  return `${sentence} ${lines.slice(0, mostShown).join(", ")}${more}.`;
}

/** Where people name a node on a page: what is generated follows by itself, the line with the node's id too. */
function onPage(page: SourceFile, id: string): readonly Span[] {
  const generated = generatedParts(page);
  return mentionsOf(page, id).filter(
    ({ start }) =>
      !generated.some((part) => part.start <= start && start < part.end) &&
      !page.text.startsWith("**Node ID:**", page.text.lastIndexOf("\n", start) + 1),
  );
}

/** Sentences about where an id still stands after a change: nothing but people can tell whether it should. */
export function renameNotes(
  project: ScaffoldProject,
  id: string,
  parts: readonly FoundEdits[],
  moves: Moves,
): readonly string[] {
  const { layout } = project;
  const edits = parts.flatMap((part) => part.edits);
  const left = parts.flatMap((part) => part.left);
  const before = (paths: readonly string[]): readonly SourceFile[] =>
    paths.map((path) => fileAt(project, path)).filter((file) => file !== null);
  const after = ({ path, text }: SourceFile): SourceFile => {
    const made = edits.filter((one) => one.path === path).flatMap((one) => one.edits);
    return sourceFile(moves.get(path) ?? path, applyEdits(text, made));
  };
  const { handlers, tests } = stepCode(project);
  const drawn = [layout.diagram, ...(layout.registry === null ? [] : [layout.registry])];
  const texts = before([...drawn.map((path) => shownPath(layout, path)), ...handlers, ...tests])
    .map(after)
    .flatMap((file) => mentionsOf(file, id).map((span) => ({ file, span })));
  const pages = before(writtenPages(project))
    .map(after)
    .flatMap((file) => onPage(file, id).map((span) => ({ file, span })));
  const others = before(otherTests(project))
    .filter(({ text }) => text.includes(`"${id}"`))
    .flatMap((file) => mentionsOf(file, id).map((span) => ({ file, span })));
  return [
    placesNote(`\`${id}\` may mean something else here, so it is left:`, left),
    placesNote(`Texts and comments of people still say \`${id}\`:`, [...texts, ...pages]),
    placesNote(`Tests of other things quote \`${id}\` and are left:`, others),
  ].filter((note) => note !== null);
}
