import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";

/** A way from a step over an edge to the next step that both versions have. */
export interface Hop {
  /** The edge it begins with. */
  readonly edge: GraphEdge;
  /** The id after of the step it comes to; null where it can only end in between. */
  readonly exit: string | null;
  /** The edge it comes to the exit with. */
  readonly last: GraphEdge;
  /** The steps in between, which one version does not have. */
  readonly between: readonly string[];
}

/** Whether a run can go over several edges out of a step at once. */
export function forks({ kind, out, outcomes }: GraphNode): boolean {
  return kind === "decision" ? out.length > outcomes.length : out.length > 1;
}

/**
 * Where an edge leads when the steps that only this version has are left out. Null when it cannot be told: there is
 * more than one such place, or the run forks on the way. `sharedName` gives the id after of a step of both versions.
 */
export function hopOver(
  graph: Graph,
  edge: GraphEdge,
  sharedName: (id: string) => string | undefined,
): Hop | null {
  const seen = new Set<number>();
  const between: string[] = [];
  const arrivals: { exit: string | null; last: GraphEdge }[] = [];
  const waiting = [edge];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const node = graph.nodes[at.target];
    if (node === undefined) continue;
    const shared = sharedName(node.id);
    if (shared !== undefined) {
      arrivals.push({ exit: shared, last: at });
      continue;
    }
    if (seen.has(node.index)) continue;
    seen.add(node.index);
    between.push(node.id);
    if (forks(node)) return null;
    if (node.out.length === 0) arrivals.push({ exit: null, last: at });
    waiting.push(...node.out);
  }
  const [first, ...others] = arrivals.toSorted((a, b) => a.last.index - b.last.index);
  if (first === undefined || others.some(({ exit }) => exit !== first.exit)) return null;
  return { edge, between: between.toSorted(), ...first };
}

/** A way before and the one after that stands for it. */
export type HopPair = readonly [before: Hop, after: Hop];

/** Ways before and after that lead to the same steps, paired; null when they do not, or cannot be told. */
export function pairHops(
  before: readonly (Hop | null)[],
  after: readonly (Hop | null)[],
): readonly HopPair[] | null {
  if (before.length !== after.length) return null;
  const left = [...after];
  const pairs: HopPair[] = [];
  for (const hop of before) {
    const at = left.findIndex((other) => hop !== null && other !== null && other.exit === hop.exit);
    const other = left[at];
    if (!hop || !other) return null;
    left.splice(at, 1);
    pairs.push([hop, other]);
  }
  return pairs;
}
