import type { Json } from "../definition/step.ts";
import { attrsOf } from "./attrs.ts";
import type { Branch } from "./branch.ts";
import { toErrorInfo } from "./error-info.ts";
import type { StepFailedError, RunError } from "./errors.ts";
import type { RunEvent, RunStatus } from "./events.ts";
import type { Execution } from "./execution.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { PathEntry, RunOptions } from "./options.ts";
import type { PlannedNode } from "./plan.ts";
import type { Route } from "./route.ts";
import { StepLog } from "./step-log.ts";

type Listener = (event: RunEvent) => void;

/** The event that the caller sees, without what `publish` adds to each. */
type EventBody = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, "run_id" | "seq" | "time">
    : never
  : never;

const noAttrs: Readonly<Record<string, Json>> = Object.freeze({});

/** Tells log, listeners and path what a run does. A run that nobody watches has none. */
export class RunWatch {
  readonly path: PathEntry[] | null;
  private readonly run: Execution;
  private readonly log: StepLog | null;
  private listeners: Listener[] = [];
  private seq = 0;

  constructor(run: Execution, log: StepLog | null, path: PathEntry[] | null) {
    this.run = run;
    this.log = log;
    this.path = path;
  }

  /** The watch that the options ask for. */
  static of(run: Execution, options: RunOptions): RunWatch | null {
    const log = StepLog.of(run, options.logger);
    if (log === null && options.onEvent === undefined && options.recordPath !== true) return null;
    const watch = new RunWatch(run, log, options.recordPath === true ? [] : null);
    if (options.onEvent !== undefined) watch.listen(options.onEvent);
    return watch;
  }

  isOver(): boolean {
    return this.run.isOver();
  }

  listen(listener: Listener): void {
    this.listeners = [...this.listeners, listener];
  }

  forget(listener: Listener): void {
    this.listeners = this.listeners.filter((known) => known !== listener);
  }

  runStarted(entry: PlannedNode): void {
    this.publish({ type: "run-started", entry: entry.id, graph_hash: this.run.plan.graph.hash });
  }

  /** A visit begins; gives the time to measure it from. */
  started(node: PlannedNode, visit: number): number {
    if (this.listeners.length > 0)
      this.publish({ type: "step-started", node: node.id, step: node.step, visit });
    return this.run.clock.monotonic();
  }

  emitted(context: HandlerContext, name: string, data: unknown): void {
    if (this.listeners.length === 0 || this.run.isOver()) return;
    const { node, visit } = context;
    this.publish({ type: "emitted", node: node.id, step: node.step, visit, name, data });
  }

  retrying(context: HandlerContext, thrown: unknown, wait: number): void {
    const { node, visit, attempt } = context;
    const error = toErrorInfo(thrown, node.id);
    const attrs = attrsOf(context, context.branchState, this.run.requestId, null, "retrying");
    this.log?.retrying(context, attrs, error, wait);
    this.publish({
      type: "step-retry",
      node: node.id,
      step: node.step,
      visit,
      attempt,
      error,
      attrs,
      wait_ms: wait,
    });
  }

  /** A step is done and the run goes on: completed, passed through, or failed with an `error` edge to take. */
  completed(context: HandlerContext, branch: Branch, route: Route, startedAt: number): void {
    const latency = this.since(startedAt);
    if (context.failure !== null) {
      this.stepFailed(context, branch, context.failure, route, latency);
      return;
    }
    const { node, visit } = context;
    const watched = this.listeners.length > 0;
    const attrs =
      watched || this.log?.writesCompletions === true
        ? attrsOf(context, branch.state, this.run.requestId, route)
        : noAttrs;
    this.log?.completed(context, attrs, route, latency);
    this.path?.push({
      step: node.step,
      node: node.id,
      visit,
      outcome: route.outcome,
      next: route.next,
      latency_ms: latency,
    });
    if (!watched) return;
    this.publish({
      type: "step-completed",
      node: node.id,
      step: node.step,
      visit,
      attempt: context.attempt,
      outcome: route.outcome,
      next: route.next,
      attrs,
      wrote: context.patch === null ? [] : Object.keys(context.patch),
      skipped: context.skipped,
      latency_ms: latency,
    });
    this.edges(node, route);
  }

  /** A step failed for good and the run with it. */
  failed(context: HandlerContext, branch: Branch, thrown: unknown, startedAt: number): void {
    this.stepFailed(context, branch, toErrorInfo(thrown, context.node.id), null, this.since(startedAt));
  }

  /** A step that a resumed run does not do again. */
  replayed(node: PlannedNode, visit: number, route: Route): void {
    this.path?.push({
      step: node.step,
      node: node.id,
      visit,
      outcome: route.outcome,
      next: route.next,
      latency_ms: 0,
    });
  }

  responded(node: PlannedNode): void {
    this.publish({ type: "response", node: node.id });
  }

  runEnded(
    status: RunStatus,
    steps: number,
    latency: number,
    error: RunError | StepFailedError | undefined,
  ): void {
    this.publish({
      type: "run-ended",
      status,
      steps,
      latency_ms: latency,
      ...(error === undefined ? {} : { error: toErrorInfo(error) }),
    });
  }

  private stepFailed(
    context: HandlerContext,
    branch: Branch,
    error: ReturnType<typeof toErrorInfo>,
    route: Route | null,
    latency: number,
  ): void {
    const { node, visit, attempt } = context;
    const next = route?.next ?? [];
    const attrs = attrsOf(context, branch.state, this.run.requestId, route, "failed");
    this.log?.failed(context, attrs, error, route, latency);
    this.path?.push({ step: node.step, node: node.id, visit, outcome: "error", next, latency_ms: latency });
    if (this.listeners.length === 0) return;
    this.publish({
      type: "step-failed",
      node: node.id,
      step: node.step,
      visit,
      attempt,
      error,
      attrs,
      next,
      latency_ms: latency,
    });
    if (route !== null) this.edges(node, route);
  }

  private edges(node: PlannedNode, route: Route): void {
    for (const link of route.links) {
      this.publish({ type: "edge-taken", source: node.id, target: link.target, label: link.label });
    }
  }

  /** Milliseconds since `startedAt`, to the microsecond; 0 when the watch began during the step. */
  private since(startedAt: number): number {
    return startedAt < 0 ? 0 : Math.round((this.run.clock.monotonic() - startedAt) * 1000) / 1000;
  }

  private publish(body: EventBody): void {
    if (this.listeners.length === 0) return;
    const event = { ...body, run_id: this.run.id, seq: this.seq++, time: this.run.clock.now() };
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        // A watcher must not change what a run does, but its failure must not go unseen either.
        this.forget(listener);
        process.emitWarning(
          `An event listener of run ${this.run.id} threw and is not called again: ${String(error)}`,
        );
      }
    }
  }
}
