import type { Branch, StateRecord } from "./branch.ts";
import { RunError } from "./errors.ts";
import type { Execution } from "./execution.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { Journal, JournalRecord } from "./journal.ts";
import type { PlannedNode } from "./plan.ts";
import { Replay } from "./replay.ts";
import type { Route } from "./route.ts";
import { isThenable } from "./step-result.ts";

/** Tells a journal what one run completes. */
export class RunJournal {
  private readonly run: Execution;
  private readonly journal: Journal;

  constructor(run: Execution, journal: Journal) {
    this.run = run;
    this.journal = journal;
  }

  /** What a run's journal knows of it. Throws a `RunError` when there is nothing, or when it was another graph's. */
  static async resume(run: Execution): Promise<Replay> {
    if (run.journal === null) {
      throw new RunError(
        "resume-impossible",
        "A run can be resumed only from a journal, and none was given.",
        {
          hint: "run(program, input, { runId, journal, resume: true })",
        },
      );
    }
    const records = await run.journal.read();
    const hash = run.plan.graph.hash;
    const other = records.find((record) => record.graph_hash !== hash);
    if (other !== undefined) {
      throw new RunError(
        "graph-changed",
        `Run \`${run.id}\` went on another graph (${other.graph_hash.slice(0, 12)}…) than this one (${hash.slice(0, 12)}…), so it cannot be resumed here.`,
        { hint: "start a new run, or resume it with the diagram it was started on" },
      );
    }
    return new Replay(run.id, records);
  }

  /** Writes down where the run starts and with what. */
  started(entry: PlannedNode, state: StateRecord): PromiseLike<void> | undefined {
    return this.append(
      { node: entry.id, visit: 0, attempt: 0, outcome: null, branch: "", ...this.patchFields(state) },
      true,
    );
  }

  /** Writes down a step's completion. What comes back must be awaited before the run goes on. */
  completed(context: HandlerContext, branch: Branch, route: Route): PromiseLike<void> | undefined {
    const { node, visit, attempt, patch, failure } = context;
    return this.append(
      {
        node: node.id,
        visit,
        attempt,
        outcome: failure === null ? route.outcome : null,
        branch: branch.id,
        ...(failure === null ? {} : { error: failure }),
        ...this.patchFields(patch ?? {}),
      },
      node.definition?.pure !== true,
    );
  }

  private async read(): Promise<readonly JournalRecord[]> {
    try {
      return await this.journal.read(this.run.id);
    } catch (error) {
      throw this.failed(error);
    }
  }

  private patchFields(written: object): Pick<JournalRecord, "patch" | "personal"> {
    const patch: Record<string, unknown> = {};
    const personal: string[] = [];
    for (const [name, value] of Object.entries(written)) {
      const flags = this.run.plan.keys.get(name)?.flags;
      if (flags?.transient === true || value === undefined) continue;
      if (flags?.pii === true) personal.push(name);
      patch[name] = value;
    }
    return { patch, personal };
  }

  private append(
    record: Omit<JournalRecord, "run_id" | "key" | "graph_hash" | "time">,
    required: boolean,
  ): PromiseLike<void> | undefined {
    let pending: Promise<void> | void;
    try {
      pending = this.journal.append({
        run_id: this.run.id,
        key: `${record.node}#${record.visit}`,
        graph_hash: this.run.plan.graph.hash,
        time: this.run.clock.now(),
        ...record,
      });
    } catch (error) {
      throw this.failed(error);
    }
    if (!isThenable(pending)) return undefined;
    if (required) {
      return pending.then(undefined, (error: unknown) => {
        throw this.failed(error);
      });
    }
    // A pure step can be done again, so nobody waits for its record and its loss is none.
    pending.then(undefined, () => undefined);
    return undefined;
  }

  private failed(cause: unknown): RunError {
    const why = cause instanceof Error ? cause.message : String(cause);
    return new RunError("journal-failed", `The journal of run \`${this.run.id}\` could not be used: ${why}`, {
      cause,
    });
  }
}
