import type { Clock, Ids } from "../definition/step.ts";
import { Branch, emptyState, type StateRecord } from "./branch.ts";
import { RunCancelledError, RunError, StepFailedError } from "./errors.ts";
import { asError } from "./error-info.ts";
import { readEvents } from "./event-queue.ts";
import type { RunEvent, RunStatus } from "./events.ts";
import { createSystemIds } from "./ids.ts";
import { freezeState } from "./freeze.ts";
import { entryOf, readInput } from "./input.ts";
import type { JoinWaits } from "./join-waits.ts";
import { visitsExceeded } from "./loop-limit.ts";
import type { Run, RunOptions, RunResult } from "./options.ts";
import type { Plan, PlannedNode } from "./plan.ts";
import type { Replay } from "./replay.ts";
import { RunJournal } from "./run-journal.ts";
import { RunWatch } from "./run-watch.ts";
import { Settlement } from "./settlement.ts";
import type { StepScope } from "./step-scope.ts";
import { bindStores, type BoundStores } from "./stores.ts";
import { checkPersonalAttrs } from "./strict-attrs.ts";
import { createSystemClock } from "./system-clock.ts";
import { walk } from "./walk.ts";

type Failure = RunError | StepFailedError;

/**
 * One run: its branches, its counters and how it ends. The steps themselves are taken in `walk.ts`, the moves between
 * them in `moves.ts`. What few runs need is made when it is needed, so that a thousand waiting runs stay small.
 */
export class Execution implements Run {
  readonly plan: Plan;
  readonly id: string;
  readonly strict: boolean;
  readonly services: unknown;
  readonly stores: BoundStores;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: () => number;
  readonly journal: RunJournal | null;
  /** Null when nothing is around the steps. */
  readonly scope: StepScope | null;

  /** Null while the run goes on. */
  status: RunStatus | null = null;
  /** Null while nobody looks: then no line, event or time is made. */
  watch: RunWatch | null;
  replay: Replay | null = null;
  /** In the diagram's order where they were forked. */
  live: Branch[] = [];
  /** To be walked next, first in first out. */
  readonly ready: Branch[] = [];
  joins: JoinWaits | null = null;
  /** Visits finished. */
  steps = 0;
  /** Aborted when the run ends. */
  private timers: Set<AbortController> | null = null;

  private readonly options: RunOptions;
  private readonly settlement = new Settlement();
  private readonly startedAt: number;
  private endedAt = 0;
  private entry: PlannedNode | null = null;
  private requestIdMade: string | null;
  private visits: number[] | null = null;
  private writeCount = 0;
  private controller: AbortController | null = null;
  private error: Failure | undefined;
  private lastState: StateRecord;
  private onAbort: (() => void) | null = null;
  private pumping = false;

  constructor(plan: Plan, input: Readonly<Record<string, unknown>>, options: RunOptions) {
    this.plan = plan;
    this.options = options;
    this.clock = options.clock ?? createSystemClock();
    this.ids = options.ids ?? createSystemIds();
    this.random = options.random ?? Math.random;
    this.id = options.runId ?? this.ids.next("run");
    // A request that brings its id keeps it: the client's log and ours can be held against each other.
    const given = input["request_id"];
    this.requestIdMade = options.requestId ?? (typeof given === "string" ? given : null);
    this.strict = options.strict ?? false;
    this.services = options.services;
    this.stores = bindStores(plan, options.stores);
    this.scope = options.scope ?? null;
    this.watch = RunWatch.of(this, options);
    this.journal = options.journal === undefined ? null : new RunJournal(this, options.journal);
    this.lastState = emptyState();
    this.startedAt = this.clock.monotonic();
    // Not at once: who asks for events right after the call must miss none.
    queueMicrotask(() => void this.begin(input));
  }

  get requestId(): string {
    return (this.requestIdMade ??= this.ids.next("req"));
  }

  get response(): Promise<StateRecord> {
    return this.settlement.response;
  }

  get done(): Promise<RunResult> {
    return this.settlement.done;
  }

  get events(): AsyncIterable<RunEvent> {
    this.watch ??= new RunWatch(this, null, null);
    return readEvents(this.watch);
  }

  cancel(reason?: unknown): void {
    if (this.status !== null) return;
    this.lastState = this.live[0]?.state ?? this.lastState;
    this.end("cancelled", new RunCancelledError(reason));
  }

  /** Ends the run with an error; ignored once it has ended. `state` is that of the branch that failed. */
  fail(thrown: unknown, state: StateRecord = this.lastState): void {
    if (this.status !== null) return;
    this.lastState = state;
    const error = asError(thrown);
    const known = error instanceof RunError || error instanceof StepFailedError;
    this.end("failed", known ? error : new RunError("engine-failed", error.message, { cause: error }));
  }

  isOver(): boolean {
    return this.status !== null;
  }

  /** The run's signal; made when it is first asked for. */
  get signal(): AbortSignal {
    if (this.controller === null) {
      this.controller = new AbortController();
      if (this.error !== undefined) this.controller.abort(this.error);
    }
    return this.controller.signal;
  }

  /** Whether a flag is on; `unset` is what it is in a run that does not name it. */
  isOn(flag: string, unset: boolean): boolean {
    const { flags } = this.options;
    if (typeof flags === "function") return flags(flag);
    return flags !== undefined && Object.hasOwn(flags, flag) ? flags[flag] === true : unset;
  }

  /** A wait that must not outlive the run: it is aborted when the run ends, unless it is dropped before. */
  addTimer(): AbortController {
    const timer = new AbortController();
    this.timers ??= new Set();
    this.timers.add(timer);
    return timer;
  }

  dropTimer(timer: AbortController): void {
    this.timers?.delete(timer);
  }

  nodeOf(branch: Branch): PlannedNode {
    const node = this.plan.nodes[branch.at];
    if (node === undefined) throw new RangeError(`No node ${branch.at} in the graph.`);
    return node;
  }

  /** Counts a visit and gives its number, from 1. Throws a `RunError` with the cycle's path when it is one too many. */
  countVisit(branch: Branch, node: PlannedNode): number {
    const slot = node.visitSlot;
    if (slot < 0) return 1;
    this.visits ??= Array.from<number>({ length: this.plan.visitSlots }).fill(0);
    const visit = (this.visits[slot] ?? 0) + 1;
    this.visits[slot] = visit;
    if (visit > node.maxVisits) throw visitsExceeded(this.plan, node, branch.trail ?? []);
    if (branch.trail !== null) branch.trail.push(node.index);
    else if (visit === node.maxVisits) branch.trail = [node.index];
    return visit;
  }

  /** The order of the next write, see `Write.order`. */
  nextWrite(): number {
    return ++this.writeCount;
  }

  /** Starts what is ready. Called whenever a walk has stopped; does nothing inside itself, so that forks do not nest. */
  pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    for (let next = this.ready.shift(); next !== undefined; next = this.ready.shift()) void walk(this, next);
    this.pumping = false;
  }

  /** A branch has come to its end. */
  ended(branch: Branch, node: PlannedNode): void {
    this.lastState = branch.state;
    if (node.responds && this.settlement.respond(branch.state)) this.watch?.responded(node);
    if (this.live.length === 0) this.end("completed", undefined);
  }

  private async begin(input: Readonly<Record<string, unknown>>): Promise<void> {
    try {
      const { signal } = this.options;
      if (signal?.aborted === true) this.cancel(signal.reason);
      if (this.isOver()) return;
      if (signal !== undefined) {
        this.onAbort = () => this.cancel(signal.reason);
        signal.addEventListener("abort", this.onAbort, { once: true });
      }
      if (this.strict) checkPersonalAttrs(this.plan);
      const resumed = this.options.resume === true ? await RunJournal.resume(this) : undefined;
      if (this.isOver()) return;
      this.replay = resumed ?? null;
      const entry = entryOf(this.plan, resumed?.entry ?? this.options.entry);
      this.entry = entry;
      const state = readInput(
        this.plan,
        entry,
        resumed === undefined ? input : { ...input, ...resumed.input },
      );
      if (this.strict) freezeState(this.plan, state);
      this.lastState = state;
      this.watch?.runStarted(entry);
      const written = resumed === undefined ? this.journal?.started(entry, state) : undefined;
      if (written !== undefined) await written;
      if (this.isOver()) return;
      const branch = new Branch(state, entry.index, "");
      this.live = [branch];
      void walk(this, branch);
    } catch (error) {
      this.fail(error);
    }
  }

  private end(status: RunStatus, error: Failure | undefined): void {
    if (this.status !== null) return;
    this.status = status;
    this.error = error;
    this.endedAt = this.clock.monotonic();
    this.live = [];
    this.ready.length = 0;
    this.joins = null;
    if (this.onAbort !== null) this.options.signal?.removeEventListener("abort", this.onAbort);
    if (error !== undefined) this.controller?.abort(error);
    for (const timer of this.timers ?? []) timer.abort(error);
    this.watch?.runEnded(status, this.steps, this.latency(), error);
    this.settlement.settle(this.result(status), error);
  }

  private latency(): number {
    return Math.round((this.endedAt - this.startedAt) * 1000) / 1000;
  }

  private result(status: RunStatus): RunResult {
    return {
      run_id: this.id,
      status,
      entry: this.entry?.id ?? this.options.entry ?? "",
      state: this.settlement.responded ?? this.lastState,
      path: this.watch?.path ?? [],
      steps: this.steps,
      latency_ms: this.latency(),
      error: this.error,
    };
  }
}
