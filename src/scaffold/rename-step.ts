import { posix } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { parseFlowchartSyntax } from "../mermaid/parse-syntax.ts";
import { shownPath } from "../project/layout.ts";
import { readLoggedAttrs } from "../recording/read-recorded-path.ts";
import { loggedAttrsText } from "../recording/recording-text.ts";
import type { SourceFile } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { Planned } from "./change.ts";
import { changesOf } from "./move-changes.ts";
import { moveCodes } from "./move-codes.ts";
import { draws, drawingOf, edgeText } from "./move-drawing.ts";
import type { Moves } from "./move-imports.ts";
import { editsIn, inTheWay, movedPaths } from "./move-paths.ts";
import type { FoundEdits } from "./move-paths.ts";
import { drawnStep, isLoggedAttrs, requestFiles, stepCode, stepFiles } from "./move-step-files.ts";
import { renameInCode } from "./rename-in-code.ts";
import { renameInDiagram } from "./rename-in-diagram.ts";
import { renameInJson } from "./rename-in-json.ts";
import { renameInRegistry } from "./rename-in-registry.ts";
import { renameNotes } from "./rename-mentions.ts";
import { checkNewName } from "./rename-name.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** Which step is to have which name. */
export interface RenameRequest {
  /** Its number, node id or registry id. */
  readonly step: string;
  /** The new node id. */
  readonly to: string;
}

/** The diagram's edits; null when the text would draw something else then. */
function diagramEdits({ diagram, flowchart }: Graph, from: string, to: string): readonly TextEdit[] | null {
  const syntax = parseFlowchartSyntax(diagram).value;
  if (syntax === null) return null;
  const edits = renameInDiagram(syntax, from, to);
  const named = (id: string): string => (id === from ? to : id);
  const { nodes } = drawingOf(flowchart);
  const expected = {
    nodes: new Map([...nodes].map(([id, drawn]) => [named(id), drawn])),
    edges: flowchart.edges.map((edge) =>
      edgeText({ ...edge, source: named(edge.source) }, named(edge.target)),
    ),
  };
  return draws(applyEdits(diagram.text, edits), expected) ? edits : null;
}

/** What is wrong when runs, which begin at `Start` unless told otherwise, would begin elsewhere or nowhere. */
function startMoves({ diagram, entries, nodes }: Graph, node: GraphNode, to: string): readonly Diagnostic[] {
  const others = entries
    .filter((index) => index !== node.index)
    .map((index) => `\`${nodes[index]?.id ?? ""}\``);
  if (others.length === 0 || (node.id !== "Start" && to !== "Start")) return [];
  const message = `A run begins at \`Start\` unless it is told where, and ${others.join(", ")} may begin one too.`;
  const hint = "keep the name, or tell every request its `entry` and rename by hand";
  return [reporterOf(moveCodes, diagram)("start-needed", node.span, message, { hint })];
}

/** What the steps logged, a line for each in the order of ids; null for any other text. */
function loggedEdits(file: SourceFile, from: string, to: string): readonly TextEdit[] {
  const { value } = readLoggedAttrs(file);
  if (value === null || !value.has(from)) return [];
  const text = loggedAttrsText(new Map([...value].map(([id, names]) => [id === from ? to : id, names])));
  return [{ span: { start: 0, end: file.text.length }, text }];
}

/** Plans to give a step another node id everywhere. Its number and its registry id stay. */
export function planRename(project: ScaffoldProject, { step, to }: RenameRequest): Planned {
  const { graph, layout, registry } = project;
  const node = drawnStep(graph, step);
  const from = node.id;
  if (from === to)
    throw new UsageError("node-name-taken", `\`${to}\` is the name of this step already.`, {
      hint: `ragstep rename ${from} <New>`,
    });
  checkNewName(graph, to);
  const { handler, tests } = stepFiles(project, from);
  const renamed = (path: string): string =>
    posix.join(posix.dirname(path), posix.basename(path).replace(from, to));
  const moves: Moves = new Map(
    [...(handler === null ? [] : [handler]), ...tests].map((path) => [path, renamed(path)]),
  );
  const drawn = diagramEdits(graph, from, to);
  const blocked = [...startMoves(graph, node, to), ...inTheWay(project, moves)];
  if (drawn === null) {
    const report = reporterOf(moveCodes, graph.diagram);
    const message = `\`${from}\` cannot become \`${to}\` in this diagram without changing what else it draws.`;
    blocked.push(report("drawing-unclear", node.span, message, { hint: "choose another name" }));
  }
  if (drawn === null || blocked.length > 0) return { value: null, diagnostics: blocked };
  const isOutcomeToo = graph.edges.some(({ label }) => label === from);
  const rename = { from, to, handler, isOutcomeToo };
  const code = stepCode(project);
  const parts: FoundEdits[] = [
    { edits: [{ path: shownPath(layout, layout.diagram), edits: drawn }], left: [] },
    editsIn(project, code.handlers, (file) => renameInCode(file, rename, false)),
    editsIn(project, code.tests, (file) => renameInCode(file, rename, true)),
    editsIn(project, requestFiles(project), (file) =>
      isLoggedAttrs(project, file.path)
        ? { edits: loggedEdits(file, from, to) }
        : renameInJson(file.text, from, to),
    ),
    { edits: movedPaths(project, moves), left: [] },
  ];
  if (registry !== null && layout.registry !== null) {
    const edits = renameInRegistry(registry.file, registry.entries, from, to);
    parts.push({ edits: [{ path: shownPath(layout, layout.registry), edits }], left: [] });
  }
  const changes = changesOf(project, {
    edits: parts.flatMap((part) => part.edits),
    moves,
    removed: new Set(),
  });
  return { value: { changes, notes: renameNotes(project, from, parts, moves) }, diagnostics: [] };
}
