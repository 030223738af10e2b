import { join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import { stepPageName } from "../documents/step-page.ts";
import type { Graph } from "../graph/graph.ts";
import { shownPath } from "../project/layout.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { AddRequest } from "./add-request.ts";
import { addToDiagram } from "./add-to-diagram.ts";
import { addToRuns } from "./add-to-runs.ts";
import type { ChangedRuns } from "./add-to-runs.ts";
import { addToRegistry, freeId, nextNumber } from "./add-to-registry.ts";
import type { NewEntry } from "./add-to-registry.ts";
import { waysFor } from "./add-ways.ts";
import type { Ways } from "./add-ways.ts";
import type { FileChange, Planned } from "./change.ts";
import { changesOf, fileAt } from "./move-changes.ts";
import { moveCodes } from "./move-codes.ts";
import type { FoundEdits } from "./move-paths.ts";
import { recordingNotes } from "./recording-notes.ts";
import { placesNote } from "./rename-mentions.ts";
import { checkNewName } from "./rename-name.ts";
import { rewireTests } from "./rewire-tests.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";
import { handlerText, pageText, testText } from "./step-skeleton.ts";
import type { Skeleton } from "./step-skeleton.ts";
import { testRunner } from "./test-runner.ts";

const wholeText = { start: 0, end: 0 };

/** The names of the stores as they are drawn. Throws a `UsageError` for one that is not. */
function drawnStores(graph: Graph, request: AddRequest): AddRequest {
  for (const { store } of request.stores) {
    if (graph.stores.has(store)) continue;
    throw new UsageError(
      "store-unknown",
      `No store is called \`${store}\`.${didYouMean(store, graph.stores.keys())}`,
      {
        hint:
          graph.stores.size === 0
            ? `Draw it first: ${store}[(Name)]`
            : `Stores: ${[...graph.stores.keys()].join(", ")}.`,
      },
    );
  }
  return request;
}

function laneOf(graph: Graph, { lane }: AddRequest, { beside }: Ways): string | null {
  if (lane === undefined) return beside.lane;
  if (graph.lanes.some(({ id }) => id === lane)) return lane;
  const lanes = graph.lanes.map(({ id }) => id);
  throw new UsageError("lane-unknown", `No lane is called \`${lane}\`.${didYouMean(lane, lanes)}`, {
    hint: lanes.length === 0 ? "Leave `--lane` out: this diagram has none." : `Lanes: ${lanes.join(", ")}.`,
  });
}

/** Where the run goes as the skeletons are written. */
function nextOf(graph: Graph, { type }: AddRequest, ways: Ways): readonly string[] {
  const onward = ways.split?.goesOn === true ? [graph.nodes[ways.split.edge.target]?.id ?? ""] : [];
  const all = [...onward, ...ways.to.map(({ node }) => node)];
  return type === "decision" ? all.slice(0, 1) : all;
}

function changed(before: string, path: string, edits: readonly TextEdit[]): FileChange {
  return { path, before, after: applyEdits(before, edits) };
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

function newFiles(
  project: ScaffoldProject,
  skeleton: Skeleton,
  lane: string | null,
  entry: NewEntry | null,
): readonly NewFile[] {
  const { layout } = project;
  const { id } = skeleton.request;
  const test = join(layout.tests, "steps", lane ?? "", `${id}.test.ts`);
  const runner = testRunner(project, skeleton.request.after);
  const pages = join(layout.docs, "steps");
  return [
    { path: join(layout.root, skeleton.handler), text: handlerText(skeleton) },
    ...(runner === null ? [] : [{ path: test, text: testText(skeleton, shownPath(layout, test), runner) }]),
    ...(entry === null || project.filesBelow(pages).length === 0
      ? []
      : [{ path: join(pages, stepPageName(entry)), text: pageText(skeleton) }]),
  ];
}

/** Runs through the edge that the step is put into, which it lets pass; null when they go another way now. */
function passedRuns(
  project: ScaffoldProject,
  { request, next }: Skeleton,
  { split }: Ways,
  entry: NewEntry | null,
): ChangedRuns | null {
  const target = project.graph.nodes[split?.edge.target ?? -1]?.id;
  if (split === null || target === undefined || next[0] !== target) return null;
  const outcome = request.branches[0]?.label ?? null;
  return addToRuns(project, split.edge, { node: request.id, step: entry?.step ?? null, outcome });
}

/** What the tests of other steps say about the way that the step is put into; null when it is put into none. */
function passedTests(
  project: ScaffoldProject,
  { request, next }: Skeleton,
  { split }: Ways,
  lane: string | null,
): FoundEdits | null {
  const { graph } = project;
  const [from, to] = [graph.nodes[split?.edge.source ?? -1], graph.nodes[split?.edge.target ?? -1]];
  if (from === undefined || to === undefined) return null;
  return rewireTests(project, {
    kind: "in",
    step: { id: request.id, lane },
    from: [from],
    to,
    // Which of two edges a path means cannot be told.
    passes: next[0] === to.id && from.out.filter(({ target }) => target === to.index).length === 1,
    isOnlyWay: from.out.length === 1,
  });
}

function inTheWay(project: ScaffoldProject, files: readonly NewFile[]): readonly Diagnostic[] {
  return files.flatMap(({ path }) => {
    const shown = shownPath(project.layout, path);
    const file = fileAt(project, shown);
    if (file === null) return [];
    const message = `\`${shown}\` is there already, where a file of the new step is to go.`;
    return [
      reporterOf(moveCodes, file)("file-in-the-way", wholeText, message, {
        hint: `remove or rename \`${shown}\``,
      }),
    ];
  });
}

function newEntry(
  project: ScaffoldProject,
  { beside }: Ways,
  request: AddRequest,
  lane: string | null,
): NewEntry | null {
  const { registry } = project;
  if (registry === null) return null;
  const near =
    beside.lane === lane
      ? beside.entry
      : (project.graph.nodes.find((node) => node.lane === lane)?.entry ?? beside.entry);
  const category = request.category ?? near?.category ?? lane ?? "platform";
  return {
    step: nextNumber(registry),
    id: freeId(registry, category, request.label, request.id),
    node_id: request.id,
    node_label: request.label,
    type: request.type,
    category,
    code_owner: request.owner ?? near?.code_owner,
  };
}

function notesOf(
  project: ScaffoldProject,
  skeleton: Skeleton,
  entry: NewEntry | null,
  isKept: boolean,
  tests: FoundEdits | null,
): readonly string[] {
  const { request, handler } = skeleton;
  const [branch, ...others] = request.branches;
  const labels = others.map(({ label }) => `\`${label}\``).join(", ");
  const none =
    project.filesBelow(join(project.layout.tests, "steps")).length === 0
      ? ["There are no tests of steps here yet, so none was written."]
      : [];
  return [
    entry === null ? `\`${request.id}\` is drawn.` : `\`${request.id}\` is step ${entry.step}, ${entry.id}.`,
    ...(request.type === "decision" && branch !== undefined
      ? [`It takes \`${branch.label}\` always, so nothing goes to ${labels} yet: say when in \`${handler}\`.`]
      : [`It lets the run pass: write what it does in \`${handler}\`.`]),
    ...none,
    placesNote(
      "Look at these tests, which name both steps beside it or count steps, and are not edited:",
      tests?.left ?? [],
    ),
    ...(isKept ? [] : recordingNotes(project)),
  ].filter((note) => note !== null);
}

/** Plans a new step everywhere: diagram, registry, handler, test and page. What is generated follows by itself. */
export function planAdd(project: ScaffoldProject, asked: AddRequest): Planned {
  const { graph, layout, registry } = project;
  checkNewName(graph, asked.id);
  const request = drawnStores(graph, asked);
  const ways = waysFor(graph, request);
  const lane = laneOf(graph, request, ways);
  const handler = shownPath(layout, join(layout.steps, lane ?? "", `${request.id}.ts`));
  const skeleton: Skeleton = {
    request: { ...request, branches: request.type === "decision" ? request.branches : [] },
    handler,
    types: shownPath(layout, layout.types),
    next: nextOf(graph, request, ways),
  };
  const entry = newEntry(project, ways, request, lane);
  const drawing = addToDiagram(graph, request, ways, lane);
  const listing = entry === null || registry === null ? null : addToRegistry(registry, entry);
  const runs = passedRuns(project, skeleton, ways, entry);
  const tests = passedTests(project, skeleton, ways, lane);
  const files = newFiles(project, skeleton, lane, entry);
  const problems = [...inTheWay(project, files)];
  if (drawing === null) {
    const message = `\`${request.id}\` cannot be drawn beside \`${ways.beside.id}\` without changing what else the diagram draws.`;
    const hint = "draw it by hand, one edge a line, and run `ragstep check`";
    problems.push(
      reporterOf(moveCodes, graph.diagram)("drawing-unclear", ways.beside.span, message, { hint }),
    );
  }
  if (registry !== null && listing === null) {
    const message = `\`${request.id}\` cannot be registered: entries are expected one field a line, as in \`  - step: 1\`.`;
    problems.push(
      reporterOf(moveCodes, registry.file)("registry-unclear", wholeText, message, {
        hint: `  - step: ${entry?.step ?? 1}`,
      }),
    );
  }
  if (drawing === null || problems.length > 0) return { value: null, diagnostics: problems };
  const changes: readonly FileChange[] = [
    changed(graph.diagram.text, layout.diagram, drawing),
    ...(registry === null || listing === null || layout.registry === null
      ? []
      : [changed(registry.file.text, layout.registry, [listing])]),
    ...files.map(({ path, text }) => ({ path, before: null, after: text })),
    ...changesOf(project, { edits: tests?.edits ?? [], moves: new Map(), removed: new Set() }),
    ...(runs?.changes ?? []),
  ];
  const isKept = runs !== null ? runs.unclear === 0 : ways.split === null;
  return { value: { changes, notes: notesOf(project, skeleton, entry, isKept, tests) }, diagnostics: [] };
}
