import { UsageError } from "../diagnostics/errors.ts";
import { reporterOf } from "../diagnostics/reporter.ts";
import type { Graph } from "../graph/graph.ts";
import type { Edge } from "../mermaid/flowchart.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { Planned } from "./change.ts";
import { readDiagram, redrawn } from "./edit-drawing.ts";
import { edgeEnds, shownEdge } from "./edge-ends.ts";
import type { EdgeEnds, EdgeRequest } from "./edge-ends.ts";
import { cutEdge } from "./edge-sites.ts";
import { moveCodes } from "./move-codes.ts";
import { drawingOf, edgeText } from "./move-drawing.ts";
import { recordingNotes } from "./recording-notes.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

function shown(edges: readonly Edge[]): string {
  return edges.map((edge) => `\`${shownEdge(edge)}\``).join(", ");
}

/** The one edge that is meant. Throws a `UsageError` when there is none, or more than one. */
function drawnEdge({ flowchart }: Graph, { from, to }: EdgeEnds, label: string | undefined): Edge {
  const between = flowchart.edges.filter(({ source, target }) => source === from.id && target === to.id);
  const found = label === undefined ? between : between.filter((edge) => edge.label?.text === label);
  const [edge, other] = found;
  if (edge !== undefined && other === undefined) return edge;
  if (edge !== undefined)
    throw new UsageError(
      "edge-unclear",
      `Several edges lead from \`${from.id}\` to \`${to.id}\`: ${shown(found)}.`,
      {
        hint: `ragstep disconnect ${from.id} ${to.id} --label ${JSON.stringify(edge.label?.text ?? "")}`,
      },
    );
  const near = flowchart.edges.filter(
    ({ source, target }) => source === from.id || (source === to.id && target === from.id),
  );
  throw new UsageError(
    "edge-unknown",
    `No edge${label === undefined ? "" : ` with the label \`${label}\``} leads from \`${from.id}\` to \`${to.id}\`.`,
    { hint: near.length === 0 ? `No edge leads out of \`${from.id}\`.` : `Edges here: ${shown(near)}.` },
  );
}

/** Plans to take an edge out of the diagram; its nodes stay. */
export function planDisconnect(project: ScaffoldProject, request: EdgeRequest): Planned {
  const { graph, layout } = project;
  const ends = edgeEnds(graph, request);
  const edge = drawnEdge(graph, ends, request.label);
  const diagram = readDiagram(graph);
  const edits = diagram && cutEdge(diagram, edge);
  const made =
    diagram &&
    edits &&
    redrawn(diagram, edits, {
      nodes: drawingOf(graph.flowchart).nodes,
      kept: graph.flowchart.edges.map((one) => (one === edge ? null : edgeText(one))),
      added: [],
    });
  if (made === null) {
    const message = `\`${shownEdge(edge)}\` cannot be taken out without changing what else the diagram draws.`;
    const hint = "take it out by hand and run `ragstep gen`";
    const report = reporterOf(moveCodes, graph.diagram);
    return { value: null, diagnostics: [report("drawing-unclear", edge.span, message, { hint })] };
  }
  const { text } = graph.diagram;
  return {
    value: {
      changes: [{ path: layout.diagram, before: text, after: applyEdits(text, made) }],
      notes: ends.isData ? [] : recordingNotes(project),
    },
    diagnostics: [],
  };
}
