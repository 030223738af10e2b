import { componentsOf, targetsOf } from "./components.ts";
import type { Graph } from "./graph.ts";

/** Steps that can come back to themselves. */
export interface Cycle {
  /** All nodes of the strongly connected component, in the diagram's order. */
  readonly nodes: readonly number[];
  /** A shortest loop through the first of them: each node once, the way a run goes. */
  readonly path: readonly number[];
  /** False when no edge leads out of the component, so that a run can never end. */
  readonly hasExit: boolean;
}

/** The loops of a graph, by strongly connected component, in the diagram's order. */
export function cyclesOf(graph: Pick<Graph, "nodes">): readonly Cycle[] {
  const { of, cyclic, successors } = componentsOf(graph);
  const nodesOf = new Map<number, number[]>();
  for (const [node, component] of of.entries()) {
    if (cyclic[component] !== 1) continue;
    const nodes = nodesOf.get(component);
    if (nodes === undefined) nodesOf.set(component, [node]);
    else nodes.push(node);
  }
  return [...nodesOf].map(([component, nodes]) => ({
    nodes,
    path: shortestLoop(graph, nodes[0] ?? 0, (node) => of[node] === component),
    hasExit: (successors[component] ?? []).length > 0,
  }));
}

/** A shortest loop through a node: `[node, next, …]`, each node once; empty when no path leads back. */
export function cycleThrough(graph: Pick<Graph, "nodes">, node: number): readonly number[] {
  return shortestLoop(graph, node, () => true);
}

/** `inside` keeps the search in the component, so that all loops together cost one pass over the graph. */
function shortestLoop(
  graph: Pick<Graph, "nodes">,
  node: number,
  inside: (node: number) => boolean,
): readonly number[] {
  const cameFrom = new Map<number, number>();
  const queue = [node];
  for (const current of queue) {
    for (const target of targetsOf(graph, current)) {
      if (target === node) {
        const path = [current];
        for (let at = current; at !== node;) {
          at = cameFrom.get(at) ?? node;
          path.push(at);
        }
        return path.toReversed();
      }
      if (cameFrom.has(target) || !inside(target)) continue;
      cameFrom.set(target, current);
      queue.push(target);
    }
  }
  return [];
}
