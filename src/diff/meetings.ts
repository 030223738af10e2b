import type { Graph } from "../graph/graph.ts";
import { reachability } from "../graph/reachability.ts";
import { forks } from "./hops.ts";
import type { Hop, HopPair } from "./hops.ts";
import type { NodeMatch } from "./match-nodes.ts";
import type { Reason } from "./reason.ts";

/** Below zero when a branch on `a` is drawn before one on `b`, where both arrive. */
function byArrival(a: Hop, b: Hop): number {
  return a.last.index - b.last.index || a.edge.index - b.edge.index;
}

/**
 * The joins at which branches meet in another order than before. The branch that came over the edge drawn first goes on
 * under its own name, and records behind the join are found by that name.
 */
export function turnedMeetings(
  before: Graph,
  nodes: NodeMatch,
  pairs: readonly HopPair[],
): readonly Reason[] {
  const forkNodes = before.nodes.filter(forks);
  if (forkNodes.length === 0) return [];
  const reach = reachability(before);
  const reasons: Reason[] = [];
  for (const [exit, arriving] of Map.groupBy(pairs, ([, now]) => now.exit)) {
    const join = before.indexOf.get(nodes.before.get(exit ?? "") ?? "");
    if (join === undefined || arriving.length < 2) continue;
    const inOrder = arriving.toSorted(([a], [b]) => byArrival(a, b)).map(([, now]) => now);
    const turned = inOrder.some((now, at) => {
      const earlier = inOrder[at - 1];
      return earlier !== undefined && byArrival(earlier, now) > 0;
    });
    if (!turned) continue;
    const comes = (from: number): boolean => from === join || reach.canReach(from, join);
    if (!forkNodes.some(({ out }) => out.filter(({ target }) => comes(target)).length > 1)) continue;
    const text = `Branches that meet at \`${exit}\` do so in another order: a run that is past it would do finished steps again.`;
    reasons.push({ class: "breaks", subject: exit, text });
  }
  return reasons;
}
