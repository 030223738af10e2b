import { UsageError } from "../diagnostics/errors.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { Graph } from "../graph/graph.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { Planned } from "./change.ts";
import { newEdgeLines } from "./diagram-lines.ts";
import { drawingOfLines, readDiagram, redrawn } from "./edit-drawing.ts";
import { edgeEnds, shownEdge } from "./edge-ends.ts";
import type { EdgeEnds, EdgeRequest } from "./edge-ends.ts";
import { moveCodes } from "./move-codes.ts";
import { drawingOf, edgeText } from "./move-drawing.ts";
import { arrowText } from "./node-text.ts";
import { recordingNotes } from "./recording-notes.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** Throws a `UsageError` for an edge that would say nothing, or what is said already. */
function checkEdge(graph: Graph, { from, to }: EdgeEnds, label: string | undefined): void {
  const same = graph.flowchart.edges.find(
    (edge) => edge.source === from.id && edge.target === to.id && edge.label?.text === label,
  );
  if (same !== undefined)
    throw new UsageError("edge-there", `The diagram has this edge already: \`${shownEdge(same)}\`.`, {
      hint: `ragstep disconnect ${from.id} ${to.id}`,
    });
  if (from.kind === "store") return;
  const { node } = from;
  if (to.kind === "step" && node.kind === "decision" && label === undefined)
    throw new UsageError("edge-unclear", `\`${node.id}\` decides, so each way out of it needs a label.`, {
      hint: `ragstep connect ${node.id} ${to.id} --label "When"`,
    });
  if (node.kind !== "decision" && label !== undefined && label !== "error")
    throw new UsageError(
      "edge-unclear",
      `\`${node.id}\` decides nothing, so no way out of it has the label \`${label}\`.`,
      {
        hint: `ragstep connect ${node.id} ${to.id}, or --label error for when it fails for good`,
      },
    );
}

function notesOf({ from, to, isData }: EdgeEnds, label: string | undefined): readonly string[] {
  if (from.kind === "store") return [`\`${to.id}\` may read \`${from.id}\`.`];
  if (isData) return [`\`${from.id}\` may write \`${to.id}\`.`];
  const { node } = from;
  const others = node.out.length;
  if (label !== undefined || others === 0) return [];
  return [`A run goes from \`${node.id}\` to all ${others + 1} steps behind it at the same time.`];
}

/** Plans an edge between two steps, or a dotted one that lets a step use a store. */
export function planConnect(project: ScaffoldProject, request: EdgeRequest): Planned {
  const { graph, layout } = project;
  const ends = edgeEnds(graph, request);
  const { from, to, isData } = ends;
  checkEdge(graph, ends, request.label);
  const line = `${from.id} ${isData ? "-.->" : arrowText(request.label ?? null)} ${to.id}`;
  const step = from.kind === "step" ? from.node : to.kind === "step" ? to.node : null;
  const members = graph.nodes.filter(({ lane }) => lane === (step?.lane ?? null)).map(({ id }) => id);
  const diagram = readDiagram(graph);
  const drawn = drawingOfLines([line]);
  const edits = diagram && [
    newEdgeLines(diagram, [line], step?.id ?? "", new Set(members), isData ? "data" : "control"),
  ];
  const made =
    diagram &&
    edits &&
    drawn &&
    redrawn(diagram, edits, {
      nodes: drawingOf(graph.flowchart).nodes,
      kept: graph.flowchart.edges.map((edge) => edgeText(edge)),
      added: drawn.edges,
    });
  if (made === null) {
    const message = `\`${line}\` cannot be drawn without changing what else the diagram draws.`;
    const hint = "draw it by hand and run `ragstep gen`";
    const report = reporterOf(moveCodes, graph.diagram);
    return {
      value: null,
      diagnostics: [report("drawing-unclear", step?.span ?? { start: 0, end: 0 }, message, { hint })],
    };
  }
  const { text } = graph.diagram;
  const changes = [{ path: layout.diagram, before: text, after: applyEdits(text, made) }];
  return {
    value: { changes, notes: [...notesOf(ends, request.label), ...(isData ? [] : recordingNotes(project))] },
    diagnostics: [],
  };
}
