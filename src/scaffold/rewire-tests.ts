import { join, posix } from "node:path";
import type { SourceFile } from "../text/source-file.ts";
import { codeText } from "./code-lists.ts";
import type { CodeText } from "./code-lists.ts";
import { codeChanges } from "./list-changes.ts";
import type { CodeChanges } from "./list-changes.ts";
import { fileAt } from "./move-changes.ts";
import type { FoundEdits } from "./move-paths.ts";
import { stepCode, stepFiles } from "./move-step-files.ts";
import { nextWords } from "./next-expectations.ts";
import { pathExpectations } from "./path-expectations.ts";
import { codeTokens } from "./rename-tokens.ts";
import { leftTests } from "./rewire-left.ts";
import { rewirePaths } from "./rewire-paths.ts";
import { rewireSlices } from "./rewire-slices.ts";
import type { Rewire } from "./rewire.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";
import { testSlice } from "./test-slice.ts";

function readCode({ text }: SourceFile): CodeText {
  return codeText(text, codeTokens(text));
}

/** The files beside the tests that a test imports, such as what it runs whole lanes with. */
function importedFiles(
  project: ScaffoldProject,
  file: SourceFile,
  tests: ReadonlySet<string>,
): readonly SourceFile[] {
  const from = Array.from(file.text.matchAll(/ from ["'](\.[^"']*)["']/g), ([, path]) => path ?? "");
  return from.flatMap((path) => {
    const target = posix.join(posix.dirname(file.path), path);
    return tests.has(target) ? (fileAt(project, target) ?? []) : [];
  });
}

/** What follows a step in its own test, where only one way leads from it to the other. */
function rewireNext(changes: CodeChanges, { kind, step, to }: Rewire): void {
  const { code } = changes;
  const { at, sorted } = nextWords(code, kind === "in" ? to.id : step.id);
  for (const token of at) changes.replace(token, `"${kind === "in" ? step.id : to.id}"`);
  for (const list of sorted) {
    const words = list.items.map(({ quoted }) => quoted ?? "");
    const isSorted = words.every((word, place) => place === 0 || (words[place - 1] ?? "") <= word);
    if (changes.isChanged(list) && isSorted && !words.includes("")) changes.sort(list);
  }
}

/** How wide the formatter of a project makes lines; null for a project without one that is known here. */
function lineWidth({ layout, read }: ScaffoldProject): number | null {
  const names = [
    ".prettierrc.json",
    ".prettierrc",
    ".prettierrc.yaml",
    ".prettierrc.yml",
    "prettier.config.js",
  ];
  const settings = names.map((name) => read(join(layout.root, name))).find((text) => text !== null);
  const own = /"prettier"\s*:\s*\{[^}]*\}/.exec(read(join(layout.root, "package.json")) ?? "")?.[0];
  const text = settings ?? own;
  return text === undefined ? null : Number(/printWidth"?\s*:\s*(\d+)/.exec(text)?.[1] ?? 80);
}

/**
 * The edits of the tests of steps when a step comes between two others or goes: in the paths that they expect, where the
 * step is among those that they run, and in what the tests of the steps before it say comes next. `left` is what may go
 * wrong and is not edited, see `leftTests`.
 */
export function rewireTests(project: ScaffoldProject, rewire: Rewire): FoundEdits {
  const { graph } = project;
  const { tests } = stepCode(project);
  const paths = new Set(tests);
  const lanes = new Set(graph.lanes.map(({ id }) => id));
  const width = lineWidth(project);
  const own = new Set(
    rewire.from
      .filter(({ id }) => isOneWay(project, id, rewire))
      .flatMap(({ id }) => stepFiles(project, id).tests),
  );
  const words = [...rewire.from, rewire.step].map(({ id }) => id);
  const found = tests.flatMap((path) => {
    const file = fileAt(project, path);
    if (file === null || (!own.has(path) && !words.some((word) => file.text.includes(word)))) return [];
    const code = readCode(file);
    const changes = codeChanges(code);
    const imported = importedFiles(project, file, paths);
    const slice = testSlice(code, imported.map(readCode), (word) => lanes.has(word));
    const expectations = pathExpectations(code);
    rewirePaths(changes, slice, expectations, rewire);
    if (own.has(path)) rewireNext(changes, rewire);
    rewireSlices(changes, expectations);
    const edits = changes.edits(width);
    if (rewire.kind === "out") return [{ file, edits, left: [] }];
    const isOwn = own.has(path);
    const spans = leftTests({ file, code, slice, expectations, edits, isOwn }, rewire);
    const shared = isOwn ? imported.flatMap((other) => sharedNext(other, rewire.to.id)) : [];
    return [{ file, edits, left: [...spans.map((span) => ({ file, span })), ...shared] }];
  });
  return {
    edits: found
      .filter(({ edits }) => edits.length > 0)
      .map(({ file, edits }) => ({ path: file.path, edits })),
    left: found.flatMap(({ left }) => left),
  };
}

/** Where a file that several tests share says what comes next: of which step, it does not say. */
function sharedNext(file: SourceFile, next: string): FoundEdits["left"] {
  const code = readCode(file);
  return nextWords(code, next).at.flatMap((at) => {
    const span = code.tokens[at]?.span;
    return span === undefined ? [] : [{ file, span }];
  });
}

/** Whether what comes next in a step's test tells by which way it was reached. */
function isOneWay({ graph }: ScaffoldProject, id: string, { kind, step, to }: Rewire): boolean {
  const node = graph.nodes.find((one) => one.id === id);
  const ways = [...(node?.out ?? []), ...(node?.errorEdge ? [node.errorEdge] : [])];
  const targets = ways.map(({ target }) => graph.nodes[target]?.id);
  if (kind === "in") return targets.filter((target) => target === to.id).length === 1;
  return targets.filter((target) => target === step.id).length === 1 && !targets.includes(to.id);
}
