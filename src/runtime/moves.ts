import { Branch, copyState } from "./branch.ts";
import type { Execution } from "./execution.ts";
import { JoinWaits } from "./join-waits.ts";
import type { PlannedNode } from "./plan.ts";
import type { Route } from "./route.ts";

/** Moves a branch on after a step. True when its walk goes on with the next node at once. */
export function proceed(run: Execution, branch: Branch, node: PlannedNode, route: Route): boolean {
  const [target] = route.targets;
  if (target === undefined) {
    leave(run, branch, node);
    return false;
  }
  if (route.targets.length > 1) {
    fork(run, branch, route);
    return false;
  }
  branch.at = target;
  branch.via = route.edges[0] ?? -1;
  if (run.live.length === 1) return true;
  if (run.nodeOf(branch).joins) {
    waits(run).arrive(branch);
    run.joins?.release(run);
    return false;
  }
  run.joins?.release(run);
  if (run.ready.length === 0) return true;
  // Those let go just now were here first.
  run.ready.push(branch);
  return false;
}

function leave(run: Execution, branch: Branch, node: PlannedNode): void {
  run.live.splice(run.live.indexOf(branch), 1);
  run.joins?.release(run);
  run.ended(branch, node);
}

/** One branch becomes several, each with a state of its own. */
function fork(run: Execution, branch: Branch, route: Route): void {
  const alone = run.live.length === 1;
  const children = route.targets.map((target, i) => {
    const edge = route.edges[i] ?? -1;
    const child = new Branch(
      i === 0 ? branch.state : copyState(branch.state),
      target,
      branch.id === "" ? `${edge}` : `${branch.id}.${edge}`,
    );
    child.via = edge;
    // On one branch nobody else can have written, so what was noted before is of no use.
    child.writes = alone || branch.writes === null ? new Map() : new Map(branch.writes);
    child.trail = branch.trail === null ? null : [...branch.trail];
    return child;
  });
  run.live.splice(run.live.indexOf(branch), 1, ...children);
  for (const child of children) {
    if (run.nodeOf(child).joins) waits(run).arrive(child);
    else run.ready.push(child);
  }
  run.joins?.release(run);
}

function waits(run: Execution): JoinWaits {
  return (run.joins ??= new JoinWaits());
}
