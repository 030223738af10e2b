import { componentsOf } from "../graph/components.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import { defaultMaxVisits } from "../runtime/plan.ts";
import { distancesTo, edgesOut } from "./distances.ts";
import type { Choose } from "./stub-program.ts";

/** A graph as it is steered through: worked out once for all walks. */
export interface RoadMap {
  readonly graph: Graph;
  /** Component of each node; an edge between two leads to the smaller number. */
  readonly of: Int32Array;
  /** Edges inside each component, and edges out of it. */
  readonly inside: readonly (readonly GraphEdge[])[];
  readonly exits: readonly (readonly GraphEdge[])[];
  /** Edges to the nearest end, by node. */
  readonly toEnd: readonly number[];
  /** How often a run may come to the steps of each loop. */
  readonly mostVisits: readonly number[];
}

/** Works out what steering needs of a graph. */
export function roadMapOf(graph: Graph): RoadMap {
  const { of, count } = componentsOf(graph);
  const inside = Array.from({ length: count }, (): GraphEdge[] => []);
  const exits = Array.from({ length: count }, (): GraphEdge[] => []);
  for (const edge of graph.edges) {
    const from = of[edge.source] ?? -1;
    (from === of[edge.target] ? inside : exits)[from]?.push(edge);
  }
  const mostVisits = Array.from({ length: count }, () => Infinity);
  for (const { index, entry } of graph.nodes) {
    const component = of[index] ?? -1;
    if (inside[component]?.length === 0) continue;
    mostVisits[component] = Math.min(
      entry?.max_visits ?? defaultMaxVisits,
      mostVisits[component] ?? Infinity,
    );
  }
  const ends = graph.nodes.filter((node) => edgesOut(node).length === 0).map(({ index }) => index);
  return { graph, of, inside, exits, mostVisits, toEnd: distancesTo(graph, ends) };
}

/** For each component, how many open edges a walk from there can take at most, forks left out of account. */
function gainsOf({ of, inside, exits }: RoadMap, open: ReadonlySet<number>): readonly number[] {
  const gains: number[] = [];
  for (const [component, edges] of inside.entries()) {
    const best = (exits[component] ?? []).map(
      (edge) => (open.has(edge.index) ? 1 : 0) + (gains[of[edge.target] ?? -1] ?? 0),
    );
    gains.push(edges.filter(({ index }) => open.has(index)).length + Math.max(0, ...best));
  }
  return gains;
}

function least(edges: readonly GraphEdge[], cost: (edge: GraphEdge) => number): readonly GraphEdge[] {
  const costs = edges.map((edge) => cost(edge));
  const lowest = Math.min(...costs);
  return edges.filter((_, place) => costs[place] === lowest);
}

/**
 * Steers one walk along as many edges of `open` as it can come by: round the loops it is in as long as one of their edges
 * is open, then on by the way that has most of them ahead, and where none is ahead to the nearest end. `open` shrinks
 * while the walk goes on.
 */
export function steer(map: RoadMap, open: ReadonlySet<number>): Choose {
  const { graph, of, inside, exits, toEnd, mostVisits } = map;
  const gains = gainsOf(map, open);
  const gain = (edge: GraphEdge): number =>
    (open.has(edge.index) ? 1 : 0) + (gains[of[edge.target] ?? -1] ?? 0);

  /** The edges that the walk makes for from a component. */
  function goals(component: number): readonly GraphEdge[] {
    const left = (inside[component] ?? []).filter(({ index }) => open.has(index));
    if (left.length > 0) return left;
    return least(
      (exits[component] ?? []).filter((edge) => gain(edge) > 0),
      (edge) => -gain(edge),
    );
  }

  return (node: GraphNode, visit: number): GraphEdge => {
    const edges = edgesOut(node);
    const component = of[node.index] ?? -1;
    // A loop is gone round no more often than the step of it that may be visited least.
    const wanted = visit >= (mostVisits[component] ?? Infinity) ? [] : goals(component);
    const aims = new Set(wanted.map(({ index }) => index));
    const distances = edges.every((edge) => of[edge.target] !== component)
      ? []
      : distancesTo(
          graph,
          wanted.map(({ source }) => source),
        );
    const [chosen] = least(edges, (edge) => {
      if (aims.has(edge.index)) return -1;
      const ahead = of[edge.target] === component ? (distances[edge.target] ?? Infinity) : Infinity;
      // Behind everything that is made for.
      return ahead < Infinity ? ahead : graph.edges.length + (toEnd[edge.target] ?? graph.edges.length);
    });
    if (chosen === undefined) throw new RangeError(`\`${node.id}\` has no edge to choose.`);
    return chosen;
  };
}
