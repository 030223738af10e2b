import { RunError } from "./errors.ts";
import type { Plan, PlannedNode } from "./plan.ts";

/** The error for one visit too many, with the way round that was taken last. `trail` begins at the last visit allowed, or before it. */
export function visitsExceeded(plan: Plan, node: PlannedNode, trail: readonly number[]): RunError {
  const from = Math.max(0, trail.lastIndexOf(node.index));
  const ids = [...trail.slice(from), node.index].map((index) => `\`${plan.nodes[index]?.id ?? ""}\``);
  return new RunError(
    "max-visits-exceeded",
    `Step \`${node.id}\` was to be visited more than ${node.maxVisits} times, which is its \`max_visits\`: ${ids.join(" → ")}.`,
    { node: node.id, hint: `max_visits: ${node.maxVisits * 2}` },
  );
}
