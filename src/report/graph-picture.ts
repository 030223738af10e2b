import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import { escapedLabel, kindBrackets, quotedLabel } from "../graph/picture-text.ts";

/** How one step or one edge is marked. */
export interface Mark {
  /** Behind the name of a step or the label of an edge; null for nothing. */
  readonly note: string | null;
  /** Styles as Mermaid writes them, such as `stroke:#c62828,stroke-width:3px`; null for none. Few different ones keep the text small. */
  readonly style: string | null;
}

/** What a picture of a graph shows beyond the graph. */
export interface Marks {
  readonly title: string;
  node(node: GraphNode): Mark;
  edge(edge: GraphEdge): Mark;
}

// GitHub's, which are Mermaid's own defaults `maxEdges` and `maxTextSize`.
const mostEdges = 500;
const mostCharacters = 50_000;

/** Why GitHub will not draw a picture; null when it will. */
export function tooLarge(graph: Graph, picture: string): string | null {
  if (graph.edges.length > mostEdges)
    return `The picture has ${graph.edges.length} edges, and GitHub draws ${mostEdges} at most.`;
  return picture.length > mostCharacters
    ? `The picture has ${picture.length} characters, and GitHub draws ${mostCharacters} at most.`
    : null;
}

/** The text of a node or edge: lines broken as Mermaid breaks them. */
function lines(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .map(escapedLabel)
    .join("<br/>");
}

function grouped<T>(items: readonly T[], styleOf: (item: T) => string | null): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const style = styleOf(item);
    if (style !== null) groups.set(style, [...(groups.get(style) ?? []), item]);
  }
  return groups;
}

function vertex(node: GraphNode, { note }: Mark): string {
  const [open, close] = kindBrackets[node.kind];
  const name = node.entry === null ? node.id : `${node.entry.step} ${node.id}`;
  return `${node.id}${open}"${lines([name, note])}"${close}`;
}

function laneLines(
  graph: Graph,
  parent: string | null,
  draw: (node: GraphNode) => string,
): readonly string[] {
  const titles = graph.lanes.filter((lane) => (lane.parent ?? null) === parent);
  const parts = titles.flatMap((lane) => {
    const inner = laneLines(graph, lane.id, draw);
    const first = graph.nodes.findIndex((node) => isInside(graph, node.lane, lane.id));
    if (first === -1) return [];
    const text = [
      `subgraph ${lane.id} [${quotedLabel(lane.title.text)}]`,
      ...inner.map((line) => `  ${line}`),
    ];
    return [{ first, text: [...text, "end"] }];
  });
  const own = graph.nodes.filter((node) => node.lane === parent).map(draw);
  return [...own, ...parts.toSorted((a, b) => a.first - b.first).flatMap(({ text }) => text)];
}

function isInside(graph: Graph, lane: string | null, outer: string): boolean {
  for (let at = lane; at !== null; at = graph.lanes.find(({ id }) => id === at)?.parent ?? null)
    if (at === outer) return true;
  return false;
}

/**
 * The steps and edges of a graph as a flowchart of its own, lanes kept, with every step and edge marked. Steps are named
 * by number and id and stores are left out, so that a large graph stays readable. The same graph and marks give the
 * same text.
 */
export function graphPicture(graph: Graph, marks: Marks): string {
  const edges = graph.edges.map((edge) => ({ edge, mark: marks.edge(edge) }));
  const nodeStyles = grouped(graph.nodes, (node) => marks.node(node).style);
  const linkStyles = grouped(edges, ({ mark }) => mark.style);
  const idOf = (index: number): string => graph.nodes[index]?.id ?? "";
  return [
    "---",
    `title: ${JSON.stringify(marks.title)}`,
    "---",
    `flowchart ${graph.flowchart.direction}`,
    ...laneLines(graph, null, (node) => vertex(node, marks.node(node))).map((line) => `  ${line}`),
    ...edges.map(({ edge: { source, target, label }, mark }) => {
      const text = lines([label, mark.note]);
      return `  ${idOf(source)} -->${text === "" ? "" : `|"${text}"|`} ${idOf(target)}`;
    }),
    ...[...nodeStyles].flatMap(([style, nodes], at) => [
      `  classDef mark${at} ${style}`,
      `  class ${nodes.map(({ id }) => id).join(",")} mark${at}`,
    ]),
    ...[...linkStyles].map(
      ([style, group]) => `  linkStyle ${group.map(({ edge }) => edge.index).join(",")} ${style}`,
    ),
    "",
  ].join("\n");
}
