import { escapedLabel, kindBrackets, quotedLabel } from "../../../src/graph/picture-text.ts";
import type { GraphView } from "../../../src/server/api-schemas.ts";
import { wholeDrawing } from "./drawing.ts";
import type { Drawing, DrawnEdge } from "./drawing.ts";

type NodeView = GraphView["nodes"][number];

/** Front matter, kind and direction, and classes stay as the file has them; GitHub reads the same. */
function headOf(diagram: string): readonly string[] {
  const front = /^---\n[\s\S]*?\n---\n/.exec(diagram)?.[0].trimEnd();
  const kind = /^[ \t]*(?:flowchart|graph)\b.*$/m.exec(diagram)?.[0].trim() ?? "flowchart TB";
  const classes = diagram.match(/^[ \t]*classDef\b.*$/gm) ?? [];
  return [...(front === undefined ? [] : [front]), kind, ...classes];
}

function vertex({ id, kind, label }: NodeView): string {
  const [open, close] = kindBrackets[kind];
  return `${id}${open}${quotedLabel(label)}${close}${kind === "error" ? ":::error" : ""}`;
}

function arrow(source: string, target: string, label: string | null): string {
  return `${source} -->${label === null ? "" : `|${quotedLabel(label)}|`} ${target}`;
}

interface Arrow extends DrawnEdge {
  readonly label: string | null;
}

/**
 * Arrows between what is drawn, in the order of the graph's edges, which tells several between the same two nodes apart.
 * Those out of a folded lane are one for each target, and say no more which step decided what.
 */
function arrowsOf(graph: GraphView, drawnAs: (id: string) => string, folded: ReadonlySet<string>) {
  const arrows = new Map<string, Arrow>();
  for (const [place, edge] of graph.edges.entries()) {
    const source = drawnAs(edge.source);
    const target = drawnAs(edge.target);
    if (source === target && (source !== edge.source || edge.source !== edge.target)) continue;
    const label = folded.has(source) ? null : edge.label;
    const together = folded.has(source) || folded.has(target);
    const key = together ? `${source}\n${target}\n${label ?? ""}` : String(place);
    const places = [...(arrows.get(key)?.places ?? []), place];
    arrows.set(key, { source, target, label, places });
  }
  return [...arrows.values()];
}

function wiresOf(graph: GraphView, drawnAs: (id: string) => string): ReadonlyMap<string, readonly string[]> {
  const wires = graph.nodes.flatMap(({ id, stores }) => {
    const node = drawnAs(id);
    return stores.flatMap(({ store, access }) => [
      ...(access === "write" ? [] : [{ node, line: `${store} -.-> ${node}` }]),
      ...(access === "read" ? [] : [{ node, line: `${node} -.-> ${store}` }]),
    ]);
  });
  const byNode = Map.groupBy(wires, ({ node }) => node);
  return new Map([...byNode].map(([node, own]) => [node, [...new Set(own.map(({ line }) => line))]]));
}

/**
 * The diagram with some lanes drawn as one node each, which keeps the arrows over the lane's border. With no lane folded,
 * the diagram as it stands in its file.
 */
export function foldedDrawing(graph: GraphView, lanes: ReadonlySet<string>): Drawing {
  const folded = new Set(graph.lanes.map(({ id }) => id).filter((id) => lanes.has(id)));
  if (folded.size === 0) return wholeDrawing(graph);
  const inLane = Map.groupBy(graph.nodes, ({ lane }) => lane);
  const laneOf = new Map(graph.nodes.map(({ id, lane }) => [id, lane]));
  const drawnAs = (id: string): string => {
    const lane = laneOf.get(id) ?? null;
    return lane !== null && folded.has(lane) ? lane : id;
  };
  const arrows = arrowsOf(graph, drawnAs, folded);
  const arrowsFrom = Map.groupBy(arrows, ({ source }) => source);
  const wires = wiresOf(graph, drawnAs);
  const after = (ids: readonly string[]) =>
    ids.flatMap((id) => [
      ...(arrowsFrom.get(id) ?? []).map(({ source, target, label }) => arrow(source, target, label)),
      ...(wires.get(id) ?? []),
    ]);
  const lines = graph.lanes.flatMap(({ id, title }) => {
    const inside = inLane.get(id) ?? [];
    if (folded.has(id))
      return [`${id}[["<b>${escapedLabel(title)}</b><br/>${inside.length} steps"]]`, ...after([id])];
    const box = [`subgraph ${id} [${quotedLabel(title)}]`, ...inside.map(vertex), "end"];
    return [...box, ...after(inside.map((node) => node.id))];
  });
  const outside = inLane.get(null) ?? [];
  const store = /^[ \t]*classDef[ \t]+store\b/m.test(graph.diagram) ? ":::store" : "";
  return {
    text: [
      ...headOf(graph.diagram),
      ...lines,
      ...outside.map(vertex),
      ...after(outside.map(({ id }) => id)),
      ...graph.stores.map(({ id, label }) => `${id}[(${quotedLabel(label)})]${store}`),
      "",
    ].join("\n"),
    nodes: new Map(
      [...Map.groupBy(graph.nodes, ({ id }) => drawnAs(id))].map(([id, own]) => [
        id,
        own.map((node) => node.id),
      ]),
    ),
    lanes: graph.lanes.map(({ id }) => id).filter((id) => !folded.has(id)),
    folded,
    edges: arrows.map(({ source, target, places }) => ({ source, target, places })),
  };
}
