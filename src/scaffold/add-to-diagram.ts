import type { Graph } from "../graph/graph.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { AddRequest } from "./add-request.ts";
import type { Way, Ways } from "./add-ways.ts";
import { newEdgeLines, newNodeLine } from "./diagram-lines.ts";
import { drawingOfLines, readDiagram, redrawn } from "./edit-drawing.ts";
import { splitEdge } from "./edge-sites.ts";
import { drawingOf, edgeText } from "./move-drawing.ts";
import { arrowText, nodeText } from "./node-text.ts";

function dottedLines(id: string, stores: AddRequest["stores"]): readonly string[] {
  return stores.flatMap(({ store, access }) => [
    ...(access === "write" ? [] : [`${store} -.-> ${id}`]),
    ...(access === "read" ? [] : [`${id} -.-> ${store}`]),
  ]);
}

function lineOf(source: string, { node, label }: Way): string {
  return `${source} ${arrowText(label)} ${node}`;
}

/**
 * Draws a new step: its line in its lane, the edges to and from it, and dotted edges for its stores. Null when the text
 * cannot be edited so without drawing something else too.
 */
export function addToDiagram(
  graph: Graph,
  request: AddRequest,
  ways: Ways,
  lane: string | null,
): readonly TextEdit[] | null {
  const { id, type, label, stores, after, before } = request;
  const diagram = readDiagram(graph);
  if (diagram === null) return null;
  const near = [after, ways.beside.id, before].filter((one) => one !== undefined);
  const node = newNodeLine(diagram, nodeText(id, type, label), lane, near);
  const split = ways.split && splitEdge(diagram, ways.split.edge.drawn, id, ways.split.goesOn);
  if (node === null || (ways.split !== null && split === null)) return null;
  const members = new Set(graph.nodes.filter((one) => one.lane === lane).map((one) => one.id));
  // In the lane of the step before, the new edges stand behind that one's.
  const isBeside = ways.beside.lane === lane;
  const out = [...(split?.tail == null ? [] : [split.tail]), ...ways.to.map((way) => lineOf(id, way))];
  const into = ways.from === null ? [] : [`${ways.from.node} ${arrowText(ways.from.label)} ${id}`];
  const control = [...(isBeside ? into : []), ...out];
  const edits = [node, ...(split?.edits ?? [])];
  if (into.length > 0 && !isBeside) {
    const home = graph.nodes.filter((one) => one.lane === ways.beside.lane).map((one) => one.id);
    edits.push(newEdgeLines(diagram, into, ways.beside.id, new Set(home), "control"));
  }
  if (control.length > 0)
    edits.push(newEdgeLines(diagram, control, isBeside ? ways.beside.id : id, members, "control"));
  const dotted = dottedLines(id, stores);
  if (dotted.length > 0) edits.push(newEdgeLines(diagram, dotted, id, members, "data"));

  const target = graph.nodes[ways.split?.edge.target ?? -1]?.id ?? "";
  const onward = ways.split?.goesOn === true ? [`${id} --> ${target}`] : [];
  const drawnNew = drawingOfLines([
    nodeText(id, type, label),
    ...into,
    ...ways.to.map((way) => lineOf(id, way)),
    ...onward,
    ...dotted,
  ]);
  const drawn = drawnNew?.nodes.get(id);
  if (drawnNew === null || drawn === undefined) return null;
  return redrawn(diagram, edits, {
    nodes: new Map([
      ...drawingOf(graph.flowchart).nodes,
      [id, { text: drawn.text, lane: lane ?? undefined }],
    ]),
    kept: graph.flowchart.edges.map((edge) =>
      edgeText(edge, edge === ways.split?.edge.drawn ? id : edge.target),
    ),
    added: drawnNew.edges,
  });
}
