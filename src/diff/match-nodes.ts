import type { Graph, GraphNode } from "../graph/graph.ts";

/** Which node of one version is which of the other. */
export interface NodeMatch {
  /** Node ids before to node ids after, in the drawing's order before. */
  readonly after: ReadonlyMap<string, string>;
  /** The other way round. */
  readonly before: ReadonlyMap<string, string>;
}

type Pairing = (before: GraphNode, after: GraphNode) => boolean;

/** By key the only node that has it. */
function byKey(nodes: readonly GraphNode[], keyOf: (node: GraphNode) => string | null) {
  const found = new Map<string, GraphNode | null>();
  for (const node of nodes) {
    const key = keyOf(node);
    if (key !== null) found.set(key, found.has(key) ? null : node);
  }
  return found;
}

type KeyOf = (node: GraphNode, side: 0 | 1) => string | null;

/** Two steps that the registry tells apart are two steps, wherever they stand. */
const notToldApart: Pairing = (before, after) => before.entry === null || after.entry === null;

/** Where a node stands: its neighbours under their names after; null when one of them is open, or it has none. */
function placeOf(
  { nodes }: Graph,
  node: GraphNode,
  nameOf: (id: string) => string | undefined,
): string | null {
  const ends = [
    ...node.in.map((edge) => [nameOf(nodes[edge.source]?.id ?? ""), edge.label, "in"]),
    ...[...node.out, ...(node.errorEdge ? [node.errorEdge] : [])].map((edge) => [
      nameOf(nodes[edge.target]?.id ?? ""),
      edge.label,
      "out",
    ]),
  ];
  if (ends.length === 0 || ends.some(([name]) => name === undefined)) return null;
  return JSON.stringify([node.kind, ends.map((end) => JSON.stringify(end)).toSorted()]);
}

const notContradicted: Pairing = ({ entry: one }, { entry: other }) =>
  one === null || other === null || one.id === other.id || one.step === other.step;

/** How far names are followed from one renamed step to the next; each round looks at all that are left. */
const placeRounds = 64;

/** An entry may draw several nodes; the one it is named after is the step. */
function ownEntry({ id, entry }: GraphNode): GraphNode["entry"] {
  return entry?.node_id === id ? entry : null;
}

/**
 * Pairs the nodes of two versions: by node id where the registry does not say otherwise, by the permanent id and the
 * number of the registry, then, where the registry does not know a node, by its label and by its place among others.
 */
export function matchNodes(before: Graph, after: Graph): NodeMatch {
  const [forth, back] = [new Map<string, string>(), new Map<string, string>()];
  const pair = (keyOf: KeyOf, fits: Pairing = () => true): boolean => {
    const open = before.nodes.filter(({ id }) => !forth.has(id));
    const others = byKey(
      after.nodes.filter(({ id }) => !back.has(id)),
      (node) => keyOf(node, 1),
    );
    const size = forth.size;
    for (const [key, node] of byKey(open, (one) => keyOf(one, 0))) {
      const other = others.get(key);
      if (!node || !other || !fits(node, other)) continue;
      forth.set(node.id, other.id);
      back.set(other.id, node.id);
    }
    return forth.size > size;
  };
  pair(({ id }) => id, notContradicted);
  pair((node) => ownEntry(node)?.id ?? null);
  pair((node) => ownEntry(node)?.step.toString() ?? null);
  pair(({ id }) => id);
  pair(({ label, kind }) => `${kind} ${label}`, notToldApart);
  const graphs = [before, after] as const;
  const nameOf = (id: string, side: 0 | 1): string | undefined =>
    side === 0 ? forth.get(id) : back.has(id) ? id : undefined;
  // Each pair found can give others their place.
  const byPlace: KeyOf = (node, side) => placeOf(graphs[side], node, (id) => nameOf(id, side));
  for (let round = 0; round < placeRounds && pair(byPlace, notToldApart); round++);
  return { after: forth, before: back };
}
