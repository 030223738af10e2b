import type { Graph } from "../graph/graph.ts";

/**
 * Numbers the nodes that one run can visit more than once: those on a cycle or behind one; -1 for all others.
 * They are what is left when nodes without an edge in are taken away again and again.
 */
export function visitSlots(graph: Graph): readonly number[] {
  const slots = graph.nodes.map(() => -1);
  const edgesIn = graph.nodes.map((node) => node.in.length);
  const open = graph.nodes.filter((node) => node.in.length === 0).map((node) => node.index);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = graph.nodes[at];
    if (node === undefined) continue;
    for (const edge of node.errorEdge === null ? node.out : [...node.out, node.errorEdge]) {
      const left = (edgesIn[edge.target] ?? 0) - 1;
      edgesIn[edge.target] = left;
      if (left === 0) open.push(edge.target);
    }
  }
  let next = 0;
  for (const [index, left] of edgesIn.entries()) if (left > 0) slots[index] = next++;
  return slots;
}
