import type { Graph, GraphNode } from "../graph/graph.ts";

/** All edges out of a node, the `error` edge last. */
export function edgesOut({ out, errorEdge }: GraphNode): GraphNode["out"] {
  return errorEdge === null ? out : [...out, errorEdge];
}

/** How many edges lie between each node and the nearest of some, by node index; Infinity where no way leads there. */
export function distancesTo(graph: Graph, targets: Iterable<number>): readonly number[] {
  const distances = graph.nodes.map(() => Infinity);
  let front = [...new Set(targets)];
  for (let distance = 0; front.length > 0; distance++) {
    const next: number[] = [];
    for (const index of front) {
      if ((distances[index] ?? 0) <= distance) continue;
      distances[index] = distance;
      for (const edge of graph.nodes[index]?.in ?? []) next.push(edge.source);
    }
    front = next;
  }
  return distances;
}

/** Every node that some of the given ones lead to, those themselves too. */
export function nodesFrom(graph: Graph, starts: Iterable<number>): ReadonlySet<number> {
  const found = new Set(starts);
  for (const index of found) {
    const node = graph.nodes[index];
    if (node !== undefined) for (const { target } of edgesOut(node)) found.add(target);
  }
  return found;
}
