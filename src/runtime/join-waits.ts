import type { Branch } from "./branch.ts";
import { mergeBranch } from "./merge-branches.ts";
import type { Execution } from "./execution.ts";

/** A join where branches wait for a live one that can still come there. */
interface Wait {
  readonly node: number;
  readonly branches: Branch[];
  /** One branch that can still come; looked for anew only once this one no longer can. */
  blocker: Branch | undefined;
}

/** The joins of one run where branches wait, in the diagram's order. */
export class JoinWaits {
  private readonly waits: Wait[] = [];

  /** A branch has come to a join. Call `release` once all that moved at the same time are in place. */
  arrive(branch: Branch): void {
    branch.waiting = true;
    const wait = this.waits.find((known) => known.node === branch.at);
    if (wait !== undefined) {
      wait.branches.push(branch);
      return;
    }
    const after = this.waits.findIndex((known) => known.node > branch.at);
    const place = after === -1 ? this.waits.length : after;
    this.waits.splice(place, 0, { node: branch.at, branches: [branch], blocker: undefined });
  }

  /** Lets go of every join that no live branch can come to any more; when all branches wait for each other, of the first one. */
  release(run: Execution): void {
    if (this.waits.length === 0) return;
    const free = this.waits.filter((wait) => !this.blocked(run, wait));
    if (free.length === 0 && run.live.every((branch) => branch.waiting)) free.push(...this.waits.slice(0, 1));
    for (const wait of free) {
      this.waits.splice(this.waits.indexOf(wait), 1);
      run.ready.push(meet(run, wait.branches));
    }
  }

  private blocked(run: Execution, wait: Wait): boolean {
    const { reachability } = run.plan;
    const blocks = (branch: Branch): boolean =>
      run.live.includes(branch) &&
      !(branch.waiting && branch.at === wait.node) &&
      reachability.canReach(branch.at, wait.node);
    if (wait.blocker === undefined || !blocks(wait.blocker)) wait.blocker = run.live.find(blocks);
    return wait.blocker !== undefined;
  }
}

/** Merges the branches that met into one, in the order of the edges they came over. */
function meet(run: Execution, branches: readonly Branch[]): Branch {
  const [first, ...others] = branches.toSorted(inDrawnOrder);
  if (first === undefined) throw new RangeError("A join without branches.");
  for (const other of others) mergeBranch(run, first, other);
  const gone = new Set(others);
  run.live = run.live.filter((branch) => !gone.has(branch));
  first.waiting = false;
  return first;
}

function inDrawnOrder(a: Branch, b: Branch): number {
  if (a.via !== b.via) return a.via - b.via;
  const [ours, theirs] = [a.id.split("."), b.id.split(".")];
  for (let i = 0; i < ours.length && i < theirs.length; i++) {
    const difference = Number(ours[i]) - Number(theirs[i]);
    if (difference !== 0) return difference;
  }
  return ours.length - theirs.length;
}
