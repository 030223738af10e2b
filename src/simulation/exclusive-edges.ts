import type { Graph, GraphEdge } from "../graph/graph.ts";
import { nodesFrom } from "./distances.ts";

/** Above this many edges nobody waits for the proof. */
const mostEdges = 3000;

/** Nodes that a node leads to which is left by several edges at once. */
function besideForks(graph: Graph, reachable: ReadonlySet<number>): ReadonlySet<number> {
  const forks = graph.nodes.filter(
    ({ index, kind, out }) => kind !== "decision" && out.length > 1 && reachable.has(index),
  );
  return nodesFrom(
    graph,
    forks.flatMap(({ out }) => out.map(({ target }) => target)),
  );
}

/** For each edge, by its place, the places of those that can be taken after it; loops count in one direction only. */
function laterEdges(graph: Graph, edges: readonly GraphEdge[]): readonly (readonly number[])[] {
  const placesFrom = new Map<number, number[]>();
  edges.forEach(({ source }, place) => {
    const known = placesFrom.get(source);
    if (known === undefined) placesFrom.set(source, [place]);
    else known.push(place);
  });
  const reached = new Map<number, ReadonlySet<number>>();
  const after = ({ target }: GraphEdge): ReadonlySet<number> => {
    const nodes = reached.get(target) ?? nodesFrom(graph, [target]);
    reached.set(target, nodes);
    return nodes;
  };
  return edges.map((edge, place) =>
    [...after(edge)]
      .flatMap((node) => placesFrom.get(node) ?? [])
      .filter((other) => {
        const edgeAfter = edges[other];
        const alsoBefore = edgeAfter !== undefined && after(edgeAfter).has(edge.source);
        return other !== place && (!alsoBefore || place < other);
      }),
  );
}

/** The largest pairing of edges with later ones, each at most once on either side: the later of each, and the earlier of each. */
function pairing(later: readonly (readonly number[])[]) {
  const earlierOf = later.map(() => -1);
  const laterOf = later.map(() => -1);
  const find = (place: number, tried: Set<number>): boolean => {
    for (const other of later[place] ?? []) {
      if (tried.has(other)) continue;
      tried.add(other);
      const rival = earlierOf[other] ?? -1;
      if (rival !== -1 && !find(rival, tried)) continue;
      earlierOf[other] = place;
      laterOf[place] = other;
      return true;
    }
    return false;
  };
  for (const place of later.keys()) find(place, new Set());
  return { earlierOf, laterOf };
}

/**
 * As many edges as there are of which no walk takes two, since neither leads to the other and no fork to both: a cover has
 * at least one walk for each. By the theorem of Dilworth, in the way of König: what a largest pairing leaves uncovered is
 * the largest set of this kind. Edges behind forks are left out, so with forks it may be smaller than it could be.
 */
export function exclusiveEdges(graph: Graph, entries: readonly number[]): readonly GraphEdge[] {
  const reachable = nodesFrom(graph, entries);
  const forked = besideForks(graph, reachable);
  const edges = graph.edges.filter(
    ({ source, target }) => reachable.has(source) && !forked.has(target) && !forked.has(source),
  );
  if (edges.length > mostEdges) return [];
  const later = laterEdges(graph, edges);
  const { earlierOf, laterOf } = pairing(later);
  // Reached from an unpaired earlier side by going over, and back along pairs.
  const before = new Set([...edges.keys()].filter((place) => laterOf[place] === -1));
  const after = new Set<number>();
  for (const place of before) {
    for (const other of later[place] ?? []) {
      after.add(other);
      const back = earlierOf[other] ?? -1;
      if (back !== -1) before.add(back);
    }
  }
  return edges.filter((_, place) => before.has(place) && !after.has(place));
}
