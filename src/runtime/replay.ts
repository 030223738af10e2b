import type { Branch, StateRecord } from "./branch.ts";
import { RunError } from "./errors.ts";
import type { Execution } from "./execution.ts";
import type { JournalRecord } from "./journal.ts";
import type { PlannedNode } from "./plan.ts";
import type { Route } from "./route.ts";
import { routeAfter, writeKey } from "./step-result.ts";

/**
 * The finished steps of a resumed run. The run walks its graph again from the start, and where a record is known takes
 * it in place of the handler (beside it, for live values that no record holds); records are found by branch and node, since branches may have finished in any order.
 */
export class Replay {
  /** Node id of the entry. */
  readonly entry: string;
  readonly input: Readonly<StateRecord>;
  private readonly records = new Map<string, JournalRecord[]>();

  constructor(runId: string, records: readonly JournalRecord[]) {
    const start = records.find((record) => record.visit === 0);
    if (start === undefined) {
      throw new RunError("resume-impossible", `The journal does not know how run \`${runId}\` started.`, {
        hint: "start it without `resume`",
      });
    }
    this.entry = start.node;
    this.input = start.patch;
    for (const record of records) {
      if (record.visit === 0) continue;
      const place = placeOf(record.branch, record.node);
      const known = this.records.get(place);
      if (known === undefined) this.records.set(place, [record]);
      else known.push(record);
    }
  }

  /** Whether the run has finished this step before, and not by failing. */
  knows(branch: Branch, node: PlannedNode): boolean {
    const record = this.records.get(placeOf(branch.id, node.id))?.[0];
    return record !== undefined && record.error === undefined;
  }

  /** The route that the run took here before, its patch written into the state; undefined when it has not finished this step. */
  take(run: Execution, branch: Branch, node: PlannedNode, visit: number): Route | undefined {
    const place = placeOf(branch.id, node.id);
    const queue = this.records.get(place);
    const record = queue?.shift();
    if (record === undefined) return undefined;
    if (queue?.length === 0) this.records.delete(place);
    if (this.records.size === 0) run.replay = null;
    for (const [name, value] of Object.entries(record.patch)) writeKey(run, branch, node, name, value);
    const route =
      record.error !== undefined && node.errorRoute !== null
        ? node.errorRoute
        : routeAfter(run.plan, node, record.outcome);
    run.steps++;
    run.watch?.replayed(node, visit, route);
    return route;
  }
}

function placeOf(branch: string, node: string): string {
  return `${branch} ${node}`;
}
