import type { Graph } from "../graph/graph.ts";
import type { Trail, TrailVisit } from "./trail.ts";

/** How the visits of a run hang together. Numbers are places in `Trail.visits`. */
export interface TrailLinks {
  /** For each visit those that the run came from, in the order in which they were done: several at a join, none at the start. */
  readonly from: readonly (readonly number[])[];
  /** Visits that none of the lines before leads to, the first one left out: lines are missing. */
  readonly unexplained: readonly number[];
  /** Where the run was going when its lines end: the visit it left, and the node it never finished. */
  readonly open: readonly { readonly from: number; readonly target: string }[];
}

interface Placed {
  readonly place: number;
  readonly visit: TrailVisit;
}

/** Where branches came from to one node, and its own visits. */
interface Arrivals {
  readonly sources: number[];
  readonly visits: Placed[];
}

function arrivalsOf(visits: readonly TrailVisit[]): ReadonlyMap<string, Arrivals> {
  const found = new Map<string, Arrivals>();
  const at = (node: string): Arrivals => {
    const known = found.get(node) ?? { sources: [], visits: [] };
    found.set(node, known);
    return known;
  };
  for (const [place, visit] of visits.entries()) {
    at(visit.node).visits.push({ place, visit });
    for (const { target } of visit.edges) at(target).sources.push(place);
  }
  return found;
}

/** Whether a visit takes up all branches that wait, or one. Where no diagram says so, the numbers do: as many visits as arrivals means one each. */
function joins(node: string, { sources, visits }: Arrivals, graph: Graph | null): boolean {
  const drawn = graph?.nodes[graph.indexOf.get(node) ?? -1];
  return drawn === undefined ? sources.length > visits.length : drawn.in.length > 1;
}

/**
 * Follows the edges taken from visit to visit. At a join a visit takes up every branch that was on the way there; at any
 * other node each branch is a visit of its own, in the order of coming. `graph` says which nodes join.
 */
export function trailLinks({ visits }: Pick<Trail, "visits">, graph: Graph | null): TrailLinks {
  const from: number[][] = visits.map(() => []);
  const open: { from: number; target: string }[] = [];
  for (const [node, arrivals] of arrivalsOf(visits)) {
    const all = joins(node, arrivals, graph);
    const waiting = [...arrivals.sources];
    // Visits are numbered as they begin; a later one may be done earlier.
    const inOrder = all ? arrivals.visits : arrivals.visits.toSorted((a, b) => a.visit.visit - b.visit.visit);
    for (const { place } of inOrder) {
      const here = waiting.filter((source) => source < place);
      // The first visit of all is where the run started: nothing has led there yet.
      const taken = waiting.splice(0, all ? here.length : Math.min(1, here.length));
      from[place] = taken;
    }
    open.push(...waiting.map((source) => ({ from: source, target: node })));
  }
  return {
    from,
    unexplained: from.flatMap((sources, place) => (place > 0 && sources.length === 0 ? [place] : [])),
    open: open.toSorted((a, b) => a.from - b.from),
  };
}
