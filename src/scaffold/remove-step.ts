import { posix } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../graph/graph.ts";
import { parseFlowchartSyntax } from "../mermaid/parse-syntax.ts";
import { shownPath } from "../project/layout.ts";
import { plural } from "../report/counts.ts";
import { sourceFile } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { Planned } from "./change.ts";
import { changesOf, fileAt } from "./move-changes.ts";
import { moveCodes } from "./move-codes.ts";
import { codePaths, leadsTo } from "./move-imports.ts";
import { editsIn } from "./move-paths.ts";
import type { FoundEdits } from "./move-paths.ts";
import {
  drawnStep,
  isLoggedAttrs,
  otherTests,
  requestFiles,
  stepCode,
  stepFiles,
} from "./move-step-files.ts";
import { lanePage } from "./move-step.ts";
import { removeFromDiagram } from "./remove-from-diagram.ts";
import {
  expectsAnotherWay,
  removeFromLogged,
  removeFromRecording,
  removeFromRequest,
} from "./remove-from-json.ts";
import { deprecateEntry } from "./remove-from-registry.ts";
import type { Deprecation } from "./remove-from-registry.ts";
import { laneEmptiedBy } from "./remove-empty-lane.ts";
import { joinedWays } from "./remove-ways.ts";
import { mentionsOf, placesNote } from "./rename-mentions.ts";
import { rewireTests } from "./rewire-tests.ts";
import type { Rewire } from "./rewire.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** Which step is to go, and why. */
export interface RemoveRequest extends Deprecation {
  /** Its number, node id or registry id. */
  readonly step: string;
  /** Where the ways into it lead then; undefined for what comes after it. */
  readonly to: string | undefined;
}

/** Files that import the handler and stay, so that they could not be loaded any more. */
function stillNeeded(
  project: ScaffoldProject,
  handler: string | null,
  gone: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { handlers, tests } = stepCode(project);
  return [...handlers, ...tests, ...otherTests(project)].flatMap((path) => {
    const file = handler === null || gone.has(path) ? null : fileAt(project, path);
    if (
      file === null ||
      handler === null ||
      !file.text.includes(posix.basename(handler).split(".", 1)[0] ?? "")
    )
      return [];
    return codePaths(file)
      .filter(({ target, imports }) => imports && leadsTo(target, handler))
      .map(({ span }) => {
        const message = `\`${path}\` imports \`${handler}\`, which goes with its step.`;
        return reporterOf(moveCodes, file)("handler-imported", span, message, {
          hint: "remove this import first",
        });
      });
  });
}

/** The edits of request files and recorded runs, and the files of which nobody can foretell what they become. */
function runEdits(
  project: ScaffoldProject,
  node: GraphNode,
  target: string | null,
): { readonly edits: FoundEdits["edits"]; readonly problems: readonly Diagnostic[] } {
  const { id } = node;
  const unclear: Location[] = [];
  const others = node.out
    .map((edge) => project.graph.nodes[edge.target]?.id ?? "")
    .filter((to) => to !== target);
  const { edits } = editsIn(project, requestFiles(project), (file) => {
    if (isLoggedAttrs(project, file.path)) return { edits: removeFromLogged(file, id) };
    const recorded = removeFromRecording(file, id, target);
    const wentOn =
      recorded === null ? file.text.indexOf(`"${id}"`) : expectsAnotherWay(file.text, id, others);
    if (wentOn !== null) unclear.push({ file, span: { start: wentOn, end: wentOn + id.length + 2 } });
    return { edits: [...(recorded ?? []), ...removeFromRequest(file.text, id)] };
  });
  const [first, ...more] = unclear;
  if (first === undefined) return { edits, problems: [] };
  const message = `${plural(unclear.length, "run")} went through \`${id}\` and on another way than to \`${target ?? "its end"}\`, so what ${unclear.length === 1 ? "it does" : "they do"} without it cannot be told.`;
  const problem = reporterOf(moveCodes, first.file)("run-unclear", first.span, message, {
    related: more.map((place) => ({ ...place, message: "this one too" })),
    hint: `move these files aside, and record or write them again when \`${id}\` is gone`,
  });
  return { edits, problems: [problem] };
}

/** The edits of other steps' tests, where it is clear what comes in the place of the step. */
function testEdits(
  project: ScaffoldProject,
  node: GraphNode,
  target: string | null,
  gone: ReadonlySet<string>,
): FoundEdits["edits"] {
  const { nodes } = project.graph;
  const to = nodes.find(({ id }) => id === target);
  const from = [...new Set(node.in.map(({ source }) => source))].flatMap((source) =>
    source === node.index ? [] : (nodes[source] ?? []),
  );
  if (to === undefined) return [];
  const isOnlyWay = node.out.every(({ target: way }) => way === to.index);
  const rewire: Rewire = { kind: "out", step: node, from, to, passes: true, isOnlyWay };
  return rewireTests(project, rewire).edits.filter(({ path }) => !gone.has(path));
}

/** What people have to look at when the step is gone. */
function removalNotes(
  project: ScaffoldProject,
  node: GraphNode,
  gone: ReadonlySet<string>,
  target: string | null,
  edited: FoundEdits["edits"],
): readonly string[] {
  const { handlers, tests } = stepCode(project);
  const places = [...handlers, ...tests]
    .filter((path) => !gone.has(path))
    .flatMap((path) => {
      const before = fileAt(project, path);
      if (before === null) return [];
      const edits = edited.filter((one) => one.path === path).flatMap((one) => one.edits);
      const file = sourceFile(path, applyEdits(before.text, edits));
      return mentionsOf(file, node.id).map((span) => ({ file, span }));
    });
  const joined = target === null ? null : `What led into \`${node.id}\` leads to \`${target}\` now.`;
  return [
    joined,
    placesNote(`Code and tests of other steps still name \`${node.id}\`:`, places),
    "See whether the requests still do what they should: ragstep verify",
  ].filter((note) => note !== null);
}

/**
 * Plans to take a step out: node and edges leave the diagram, handler and tests go, and the registry keeps its number
 * and ids with the date and the reason.
 */
export function planRemove(project: ScaffoldProject, request: RemoveRequest): Planned {
  const { graph, layout, registry } = project;
  const node = drawnStep(graph, request.step);
  const to = request.to === undefined ? null : drawnStep(graph, request.to);
  if (to === node)
    throw new UsageError("flag-value", `\`--to\` names \`${node.id}\`, which is the step that goes.`, {
      hint: "--to <another step>",
    });
  const ways = joinedWays(graph, node, to);
  if (ways.value === null) return { value: null, diagnostics: ways.diagnostics };
  const file = graph.diagram;
  const syntax = parseFlowchartSyntax(file).value;
  const drawn =
    syntax && removeFromDiagram({ file, syntax, flowchart: graph.flowchart }, node.id, ways.value);
  const { handler, tests } = stepFiles(project, node.id);
  const emptied = laneEmptiedBy(graph.flowchart, node.id);
  const gone = new Set([...(handler === null ? [] : [handler]), ...tests]);
  const blocked = [...stillNeeded(project, handler, gone)];
  if (drawn === null) {
    const message = `\`${node.id}\` cannot be taken out of this diagram without changing what else it draws.`;
    const hint = "define each node once, on a line of its own, and draw the edges below the lanes";
    blocked.push(reporterOf(moveCodes, file)("drawing-unclear", node.span, message, { hint }));
  }
  const entry = registry === null ? null : node.entry;
  const others = entry?.nodes.filter((id) => id !== node.id) ?? [];
  const kept = entry === null || registry === null ? [] : deprecateEntry(registry.file, entry, request);
  if (entry !== null && registry !== null && (kept === null || others.length > 0)) {
    const message =
      others.length > 0
        ? `Step ${entry.step} is drawn by ${others.map((id) => `\`${id}\``).join(", ")} too, so it cannot be deprecated.`
        : `The entry of step ${entry.step} is written in a way that cannot be edited here.`;
    const hint = others.length > 0 ? `nodes: [${others.join(", ")}]` : "write its fields one a line";
    blocked.push(reporterOf(moveCodes, registry.file)("registry-unclear", entry.span, message, { hint }));
  }
  const { edits, problems } = runEdits(project, node, ways.value.target);
  blocked.push(...problems);
  const edited = testEdits(project, node, ways.value.target, gone);
  if (drawn === null || kept === null || blocked.length > 0) return { value: null, diagnostics: blocked };
  const changes = changesOf(project, {
    edits: [
      { path: shownPath(layout, layout.diagram), edits: drawn },
      ...(layout.registry === null ? [] : [{ path: shownPath(layout, layout.registry), edits: kept }]),
      ...edits,
      ...edited,
    ],
    moves: new Map(),
    removed: new Set([...gone, ...lanePage(project, emptied)]),
  });
  const notes = removalNotes(project, node, gone, ways.value.target, edited);
  return { value: { changes, notes }, diagnostics: [] };
}
