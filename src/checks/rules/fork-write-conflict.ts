import { forkRegions } from "../../graph/forks.ts";
import type { ForkRegion } from "../../graph/forks.ts";
import { reachability } from "../../graph/reachability.ts";
import type { Reachability } from "../../graph/reachability.ts";
import type { CodeFacts } from "../facts.ts";
import { reporterFor, rule } from "../rule.ts";

const about = {
  code: "fork-write-conflict",
  severity: "error",
  title: "Branches that write the same key, which has no merge rule",
} as const;
const report = reporterFor(about);

interface Conflict {
  readonly key: string;
  readonly first: number;
  readonly second: number;
}

function branchesOf({ branchesAt }: ForkRegion, node: number): number {
  return branchesAt.get(node) ?? 0;
}

/** Whether the branches of two nodes come together again: only then their values meet. */
function meet(region: ForkRegion, reach: Reachability, first: number, second: number): boolean {
  const both = branchesOf(region, first) | branchesOf(region, second);
  for (const [node, branches] of region.branchesAt)
    if ((branches & both) === both && reach.canReach(first, node) && reach.canReach(second, node))
      return true;
  return false;
}

/** For each key the first two nodes, in the diagram's order, that write it side by side. */
function conflictsIn(
  region: ForkRegion,
  { steps, state }: CodeFacts,
  reach: Reachability,
): readonly Conflict[] {
  const writers = new Map<string, number[]>();
  const nodes = [...region.branchesAt.keys()].toSorted((a, b) => a - b);
  for (const node of nodes) {
    for (const key of steps[node]?.writes ?? []) {
      if (state[key]?.flags.merge !== undefined) continue;
      const known = writers.get(key);
      if (known === undefined) writers.set(key, [node]);
      else known.push(node);
    }
  }
  return [...writers].flatMap(([key, found]) => {
    // Of each set of branches one writer stands for all: there are as many sets as branches, not as nodes.
    const perSet = new Map(found.toReversed().map((node) => [branchesOf(region, node), node] as const));
    const some = [...perSet.values()].toSorted((a, b) => a - b);
    for (const [at, first] of some.entries()) {
      const second = some
        .slice(at + 1)
        .find(
          (node) =>
            (branchesOf(region, node) & branchesOf(region, first)) === 0 && meet(region, reach, first, node),
        );
      if (second !== undefined) return [{ key, first, second }];
    }
    return [];
  });
}

export default rule({
  ...about,
  needs: ["graph", "code"],
  check: ({ graph, code }) => {
    if (graph === null || code === null) return [];
    const reach = reachability(graph);
    const writes = (node: number): boolean =>
      code.steps[node]?.writes.some((key) => code.state[key]?.flags.merge === undefined) ?? false;
    return forkRegions(graph, writes).flatMap((region) =>
      conflictsIn(region, code, reach).flatMap(({ key, ...pair }) => {
        const [fork, first, second] = [region.fork, pair.first, pair.second].map((at) => graph.nodes[at]);
        if (fork === undefined || first === undefined || second === undefined) return [];
        const file = graph.diagram;
        return [
          report(
            { file, span: second.span },
            `\`${first.id}\` and \`${second.id}\` run side by side after \`${fork.id}\` and both write \`${key}\`, which has no merge rule for two values.`,
            {
              hint: `in the state: ${key}: key(…, { merge: "append" }), or let one of them write it`,
              related: [
                { file, span: first.span, message: "the other writer" },
                { file, span: fork.span, message: "the fork" },
              ],
            },
          ),
        ];
      }),
    );
  },
});
