import type { Graph, GraphEdge } from "../graph/graph.ts";
import { nodesFrom } from "./distances.ts";
import { exclusiveEdges } from "./exclusive-edges.ts";
import { roadMapOf, steer } from "./steer.ts";
import { walkGraph } from "./walk-graph.ts";
import type { Walk } from "./walk-graph.ts";

/** Walks that together take every edge that can be taken. */
export interface Cover {
  readonly walks: readonly Walk[];
  /** How many of the wanted edges some walk takes. */
  readonly covered: number;
  /** The others: no entry leads to them, or none within the visits that their steps may have. */
  readonly missed: readonly GraphEdge[];
  /** Edges of which no walk takes two: there must be a walk for each, so when there are no more, their number is the least. */
  readonly exclusive: readonly GraphEdge[];
}

/** Leaves out each walk, the shortest first, whose edges the others take too. */
function withoutSpare(walks: readonly Walk[]): readonly Walk[] {
  const times = new Map<number, number>();
  for (const walk of walks) for (const edge of walk.edges) times.set(edge, (times.get(edge) ?? 0) + 1);
  const kept = new Set(walks);
  for (const walk of walks.toSorted((a, b) => a.path.length - b.path.length)) {
    if (!walk.edges.every((edge) => (times.get(edge) ?? 0) > 1)) continue;
    kept.delete(walk);
    for (const edge of walk.edges) times.set(edge, (times.get(edge) ?? 0) - 1);
  }
  return walks.filter((walk) => kept.has(walk));
}

/**
 * Covers the wanted edges, as far as the entries (node indices) lead to them, with one outcome for each visit of a decision. Greedy: each walk
 * takes as many new edges as it can come by, and a walk that the others make superfluous is left out, so that none can be
 * taken away. Unless `exclusive` proves the number to be the least, a cover of fewer, other walks may exist.
 */
export async function coverEdges(
  graph: Graph,
  entries: readonly number[],
  wanted: readonly GraphEdge[],
): Promise<Cover> {
  const open = new Set(wanted.map(({ index }) => index));
  const map = roadMapOf(graph);
  const walks: Walk[] = [];
  for (const entry of entries) {
    const id = graph.nodes[entry]?.id ?? "";
    const ahead = nodesFrom(graph, [entry]);
    const isOpen = (): boolean => [...open].some((index) => ahead.has(graph.edges[index]?.source ?? -1));
    // Each walk from here takes at least one new edge, so this ends; one that takes none is told by its absence.
    for (let before = -1; isOpen() && open.size !== before;) {
      before = open.size;
      const walk = await walkGraph(graph, id, steer(map, open), ({ index }) => open.delete(index));
      walks.push(walk);
    }
  }
  const kept = withoutSpare(walks);
  const covered = new Set(kept.flatMap(({ edges }) => edges));
  const missed = wanted.filter(({ index }) => !covered.has(index));
  return {
    walks: kept,
    covered: wanted.length - missed.length,
    missed,
    exclusive: exclusiveEdges(graph, entries),
  };
}
