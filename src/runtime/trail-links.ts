import type { Trail } from "./trail.ts";

/** How the visits of a run hang together. Numbers are places in `Trail.visits`. */
export interface TrailLinks {
  /** For each visit those that the run came from, in the order in which they were done: several at a join, none at the start. */
  readonly from: readonly (readonly number[])[];
  /** Visits that none of the lines before leads to, the first one left out: lines are missing. */
  readonly unexplained: readonly number[];
  /** Where the run was going when its lines end: the visit it left, and the node it never finished. */
  readonly open: readonly { readonly from: number; readonly target: string }[];
}

/** Follows the edges taken from visit to visit. A visit takes up every branch that was on the way to its node: that is what a join does. */
export function trailLinks({ visits }: Pick<Trail, "visits">): TrailLinks {
  const arriving = new Map<string, number[]>();
  const from: (readonly number[])[] = [];
  const unexplained: number[] = [];
  for (const [at, visit] of visits.entries()) {
    const came = arriving.get(visit.node) ?? [];
    arriving.delete(visit.node);
    from.push(came);
    if (came.length === 0 && at > 0) unexplained.push(at);
    for (const { target } of visit.edges) {
      const known = arriving.get(target);
      if (known === undefined) arriving.set(target, [at]);
      else known.push(at);
    }
  }
  const open = [...arriving].flatMap(([target, places]) => places.map((place) => ({ from: place, target })));
  return { from, unexplained, open: open.toSorted((a, b) => a.from - b.from) };
}
