import type { Graph } from "./graph.ts";

/** The strongly connected components of a graph. */
export interface Components {
  /** Component of each node. An edge between two components always goes from the greater to the smaller number. */
  readonly of: Int32Array;
  readonly count: number;
  /** 1 for a component that holds a cycle: several nodes, or one with an edge to itself. */
  readonly cyclic: Uint8Array;
  /** Components one edge away, without repeats. */
  readonly successors: readonly (readonly number[])[];
}

/** Targets of the edges out of a node, the error edge last. */
export function targetsOf(graph: Pick<Graph, "nodes">, index: number): readonly number[] {
  const node = graph.nodes[index];
  if (node === undefined) return [];
  const targets = node.out.map((edge) => edge.target);
  if (node.errorEdge !== null) targets.push(node.errorEdge.target);
  return targets;
}

function at(list: Int32Array, index: number): number {
  return list[index] ?? -1;
}

/** Tarjan's algorithm, without recursion: a chain of 50,000 nodes must not end the stack. */
export function componentsOf(graph: Pick<Graph, "nodes">): Components {
  const next = graph.nodes.map((node) => targetsOf(graph, node.index));
  const size = next.length;
  const of = new Int32Array(size).fill(-1);
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const position = new Int32Array(size);
  const members: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let count = 0;

  function enter(node: number): void {
    order[node] = low[node] = visited++;
    members.push(node);
    path.push(node);
  }
  function close(node: number): void {
    for (let member = members.pop(); member !== undefined; member = members.pop()) {
      of[member] = count;
      if (member === node) break;
    }
    count++;
  }

  for (let root = 0; root < size; root++) {
    if (at(order, root) >= 0) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const target = next[node]?.[at(position, node)];
      if (target !== undefined) {
        position[node] = at(position, node) + 1;
        if (at(order, target) < 0) enter(target);
        else if (at(of, target) < 0) low[node] = Math.min(at(low, node), at(order, target));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low[parent] = Math.min(at(low, parent), at(low, node));
      if (at(low, node) === at(order, node)) close(node);
    }
  }

  const cyclic = new Uint8Array(count);
  const targets: Set<number>[] = Array.from({ length: count }, () => new Set<number>());
  for (const [node, following] of next.entries()) {
    for (const target of following) {
      const from = at(of, node);
      const to = at(of, target);
      if (from === to) cyclic[from] = 1;
      else targets[from]?.add(to);
    }
  }
  return { of, count, cyclic, successors: targets.map((set) => [...set]) };
}
