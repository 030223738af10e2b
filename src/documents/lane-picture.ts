import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import { kindBrackets, quotedLabel } from "../graph/picture-text.ts";

function labelOf({ label, entry }: GraphNode): string {
  return entry === null ? label : `${entry.step}. ${label}`;
}

function vertex(node: GraphNode): string {
  const [open, close] = kindBrackets[node.kind];
  return `    ${node.id}${open}${quotedLabel(labelOf(node))}${close}${node.kind === "error" ? ":::error" : ""}`;
}

function arrow(graph: Graph, { source, target, label }: GraphEdge): string {
  const from = graph.nodes[source]?.id ?? "";
  const to = graph.nodes[target]?.id ?? "";
  return `  ${from} -->${label === null ? "" : `|${quotedLabel(label)}|`} ${to}`;
}

interface Drawn {
  readonly nodesOf: ReadonlyMap<string | null, readonly GraphNode[]>;
  /** The place of each store in the diagram. */
  readonly storeAt: ReadonlyMap<string, number>;
}

const drawn = new WeakMap<Graph, Drawn>();

/** Found once for all lanes of a graph. */
function drawnIn(graph: Graph): Drawn {
  const known = drawn.get(graph);
  if (known !== undefined) return known;
  const found = {
    nodesOf: Map.groupBy(graph.nodes, ({ lane }) => lane),
    storeAt: new Map([...graph.stores.keys()].map((store, at) => [store, at])),
  };
  drawn.set(graph, found);
  return found;
}

function unique<T extends { readonly index: number }>(list: readonly T[]): readonly T[] {
  return [...new Set(list)].toSorted((a, b) => a.index - b.index);
}

/** One lane as a flowchart: its steps, its stores, and the steps of other lanes that an edge joins it with. */
export function lanePicture(graph: Graph, lane: string, title: string): string {
  const { nodesOf, storeAt } = drawnIn(graph);
  const inside = nodesOf.get(lane) ?? [];
  const edges = unique(
    inside.flatMap((node) => [...node.in, ...node.out, ...(node.errorEdge === null ? [] : [node.errorEdge])]),
  );
  const others = unique(
    edges
      .flatMap(({ source, target }) => [graph.nodes[source] ?? [], graph.nodes[target] ?? []].flat())
      .filter((node) => node.lane !== lane),
  );
  const wires = inside.flatMap(({ id, stores }) =>
    stores.map(({ store, access }) => ({ id, store, access })),
  );
  const stores = [...new Set(wires.map(({ store }) => store))]
    .toSorted((a, b) => (storeAt.get(a) ?? 0) - (storeAt.get(b) ?? 0))
    .flatMap((id) => graph.stores.get(id) ?? []);
  return [
    "flowchart TB",
    "  classDef error fill:#fdecea,stroke:#b3261e,color:#410e0b",
    "  classDef elsewhere fill:#f5f5f5,stroke:#9e9e9e,stroke-dasharray:4 3,color:#424242",
    `  subgraph ${lane} [${quotedLabel(title)}]`,
    ...inside.map(vertex),
    "  end",
    ...others.map(
      (node) => `  ${node.id}[${quotedLabel(`${labelOf(node)} (${node.lane ?? "no lane"})`)}]:::elsewhere`,
    ),
    ...stores.map(({ id, label }) => `  ${id}[(${quotedLabel(label)})]`),
    ...edges.map((edge) => arrow(graph, edge)),
    ...wires.flatMap(({ id, store, access }) => [
      ...(access === "write" ? [] : [`  ${store} -.-> ${id}`]),
      ...(access === "read" ? [] : [`  ${id} -.-> ${store}`]),
    ]),
    "",
  ].join("\n");
}
