import { orderFrom } from "./data-flow-forward.ts";
import { edgesFrom } from "./data-flow-keys.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { postDominators } from "./post-dominators.ts";

/** Whether every way from an entry to a node leaves a fork along one of its own edges; `node` may be the fork. */
export type Passed = (fork: GraphNode, node: number) => boolean;

/**
 * Which nodes a run can come to only by which forks, by the tree of dominators. A fork that can fail has a second place
 * in it, between the fork and its edges: who comes by its `error` edge has not passed it.
 */
export function passedForks(graph: Graph, entries: readonly number[], forks: readonly GraphNode[]): Passed {
  const size = graph.nodes.length;
  const exitOf = new Map<number, number>();
  for (const { index, errorEdge } of forks) if (errorEdge !== null) exitOf.set(index, size + exitOf.size);
  const root = size + exitOf.size;
  const next: (readonly number[])[] = graph.nodes.map((node) => {
    const exit = exitOf.get(node.index);
    if (exit === undefined || node.errorEdge === null) return edgesFrom(node).map(({ target }) => target);
    return [exit, node.errorEdge.target];
  });
  for (const index of exitOf.keys()) next.push((graph.nodes[index]?.out ?? []).map(({ target }) => target));
  const sources: number[][] = Array.from({ length: root }, () => []);
  for (const [node, targets] of next.entries()) for (const target of targets) sources[target]?.push(node);
  const reached = sources.map(() => false);
  for (const node of orderFrom(root, (at) => (at === root ? entries : (next[at] ?? []))))
    reached[node] = true;
  // Entries are where no edge leads, so with all edges turned around they are the ends.
  const parents = postDominators(sources, reached.slice(0, root));
  const children: number[][] = Array.from({ length: root + 1 }, () => []);
  for (const [node, parent] of parents.entries())
    if (reached[node] === true) children[parent < 0 ? root : parent]?.push(node);
  const order = orderFrom(root, (node) => children[node] ?? []);
  const begin = new Int32Array(root + 1).fill(-1);
  for (const [at, node] of order.entries()) begin[node] = at;
  // In this order a tree stands in one piece, its top first.
  const end = begin.slice();
  for (const node of order.toReversed()) {
    const parent = node === root ? -1 : (parents[node] ?? -1);
    const top = parent < 0 ? root : parent;
    end[top] = Math.max(end[top] ?? 0, end[node] ?? 0);
  }
  return (fork, node) => {
    const place = exitOf.get(fork.index) ?? fork.index;
    const at = begin[node] ?? -1;
    return at >= 0 && (begin[place] ?? 0) <= at && at <= (end[place] ?? -1);
  };
}
