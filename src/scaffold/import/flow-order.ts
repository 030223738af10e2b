import type { Graph, GraphNode } from "../../graph/graph.ts";

interface Visit {
  readonly node: GraphNode;
  /** How many of its edges are still to be followed, from the last to the first. */
  left: number;
}

function edgesOf({ out, errorEdge }: GraphNode): readonly number[] {
  return [...out, ...(errorEdge === null ? [] : [errorEdge])].map(({ target }) => target);
}

/**
 * The steps as a reader of the picture meets them: each after all that lead to it, loops aside, a decision's first
 * branch before its second, and what hangs together side by side. Entries come first; what no entry reaches, last.
 */
export function flowOrder({ nodes, entries }: Pick<Graph, "nodes" | "entries">): readonly GraphNode[] {
  const seen = new Set<GraphNode>();
  const order: GraphNode[] = [];
  const walk = (start: GraphNode): GraphNode[] => {
    const finished: GraphNode[] = [];
    const open: Visit[] = [];
    const enter = (node: GraphNode): void => {
      seen.add(node);
      open.push({ node, left: edgesOf(node).length });
    };
    enter(start);
    for (let visit = open.at(-1); visit !== undefined; visit = open.at(-1)) {
      if (visit.left === 0) {
        finished.push(visit.node);
        open.pop();
        continue;
      }
      visit.left--;
      const next = nodes[edgesOf(visit.node)[visit.left] ?? -1];
      if (next !== undefined && !seen.has(next)) enter(next);
    }
    return finished.toReversed();
  };
  // From the last entry to the first: where two flows meet, what they share stands behind both.
  for (const entry of entries.toReversed()) {
    const node = nodes[entry];
    if (node !== undefined && !seen.has(node)) order.unshift(...walk(node));
  }
  for (const node of nodes) if (!seen.has(node)) order.push(...walk(node));
  return order;
}
