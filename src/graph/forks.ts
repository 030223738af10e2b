import { componentsOf, targetsOf } from "./components.ts";
import type { Components } from "./components.ts";
import { createFrontier } from "./fork-frontier.ts";
import type { Graph } from "./graph.ts";

/** Where the branches of one fork go until they are one again. */
export interface ForkRegion {
  /** The step that forks. */
  readonly fork: number;
  /** Nodes with the fork's branches that can come there, as bits; up to and with the nodes where all have met. */
  readonly branchesAt: ReadonlyMap<number, number>;
  /** Pairs of joins on one loop that different branches come to first, so that each waits for the other. */
  readonly crossed: readonly (readonly [number, number])[];
}

/** Bits of a number that are safe to shift; the branches above share the last one and are not told apart. */
const lastBit = 30;

interface Walk {
  readonly graph: Graph;
  readonly components: Components;
  readonly members: readonly (readonly number[])[];
  /** For each component whether anything that matters lies at it or behind it. */
  readonly matters: Uint8Array;
}

/** Of the joins where branches come into a loop, two that have no branch in common. */
function crossing(graph: Graph, doors: ReadonlyMap<number, number>): (readonly [number, number])[] {
  const joins = [...doors].filter(([node]) => (graph.nodes[node]?.in.length ?? 0) > 1);
  const [first, ...others] = joins.toSorted(([a], [b]) => a - b);
  if (first === undefined) return [];
  const other = others.find(([, branches]) => (branches & first[1]) === 0);
  return other === undefined ? [] : [[first[0], other[0]]];
}

function regionOf(fork: number, { graph, components, members, matters }: Walk): ForkRegion {
  const frontier = createFrontier(matters);
  /** By component: the nodes at which branches come into it. */
  const doorsOf = new Map<number, Map<number, number>>();
  const branchesAt = new Map<number, number>();
  const crossed: (readonly [number, number])[] = [];

  function enter(node: number, branches: number): void {
    const component = components.of[node] ?? -1;
    // A loop through the fork itself: all its nodes can see all branches.
    if (component === components.of[fork]) return;
    const doors = doorsOf.get(component) ?? new Map<number, number>();
    doors.set(node, (doors.get(node) ?? 0) | branches);
    doorsOf.set(component, doors);
    frontier.enter(component, branches);
  }
  function look(component: number, nodes: Iterable<number>, branches: number): void {
    for (const node of nodes) branchesAt.set(node, branches);
    const doors = doorsOf.get(component);
    if (components.cyclic[component] === 1 && doors !== undefined) crossed.push(...crossing(graph, doors));
  }

  for (const [at, edge] of (graph.nodes[fork]?.out ?? []).entries())
    enter(edge.target, 1 << Math.min(at, lastBit));
  // Branches in which something that matters has happened. The others need not be followed when nothing will.
  let serious = 0;
  for (;;) {
    const live = serious | frontier.ahead();
    // One branch is left, or all have met: from here on nothing happens side by side.
    if (frontier.isOne() || (live & (live - 1)) === 0) break;
    const found = frontier.next();
    if (found === undefined) break;
    const { component, branches } = found;
    const nodes = members[component] ?? [];
    look(component, nodes, branches);
    if (matters[component] === 1) serious |= branches;
    for (const node of nodes)
      for (const target of targetsOf(graph, node))
        if (components.of[target] !== component) enter(target, branches);
  }
  for (const [component, branches] of frontier.rest())
    look(component, doorsOf.get(component)?.keys() ?? [], branches);
  return { fork, branchesAt, crossed };
}

/**
 * The regions of all forks: steps that decide nothing and have several edges out. `isOfInterest` says of which nodes it
 * matters that branches come there side by side; loops always do. A region ends where its branches have met.
 */
export function forkRegions(graph: Graph, isOfInterest: (node: number) => boolean): readonly ForkRegion[] {
  const forks = graph.nodes.filter(({ kind, out }) => kind !== "decision" && out.length > 1);
  if (forks.length === 0) return [];
  const components = componentsOf(graph);
  const members: number[][] = Array.from({ length: components.count }, () => []);
  for (const [node, component] of components.of.entries()) members[component]?.push(node);
  const matters = new Uint8Array(components.count);
  for (const [component, nodes] of members.entries()) {
    const here = components.cyclic[component] === 1 || nodes.some((node) => isOfInterest(node));
    const behind = (components.successors[component] ?? []).some((next) => matters[next] === 1);
    if (here || behind) matters[component] = 1;
  }
  return forks.map(({ index }) => regionOf(index, { graph, components, members, matters }));
}
