import type { Clock, Ids, Json, RunInfo } from "../definition/step.ts";
import type { Execution } from "./execution.ts";
import type { StepContractError } from "./errors.ts";
import type { ErrorInfo } from "./events.ts";
import type { PlannedNode } from "./plan.ts";
import { checkAttrs } from "./strict-attrs.ts";
import { strictView } from "./strict-state.ts";
import type { StateRecord } from "./branch.ts";

/**
 * What one attempt of a handler gets. Everything is made when it is asked for, since most handlers use little of it;
 * `log`, `emit` and `random` are bound, so that handlers may take them out of the object.
 */
export class HandlerContext {
  readonly execution: Execution;
  readonly node: PlannedNode;
  readonly visit: number;
  readonly attempt: number;
  readonly branchState: StateRecord;
  /** What the handler logged. */
  attrs: Record<string, Json> | null = null;
  /** The first breach seen in strict mode: it counts even when the handler swallows the throw. */
  breach: StepContractError | null = null;
  /** What was written into the state, once the attempt is over. */
  patch: object | null = null;
  /** Why the step went down its `error` edge. */
  failure: ErrorInfo | null = null;
  /** Its flag is off: the handler was not called. */
  skipped = false;
  private controller: AbortController | null = null;
  private limitedSignal: AbortSignal | null = null;

  constructor(
    execution: Execution,
    node: PlannedNode,
    branchState: StateRecord,
    visit: number,
    attempt: number,
  ) {
    this.execution = execution;
    this.node = node;
    this.visit = visit;
    this.attempt = attempt;
    this.branchState = branchState;
  }

  get state(): StateRecord {
    return this.execution.strict ? strictView(this) : this.branchState;
  }

  get stores(): object {
    return this.execution.stores.of(this.node);
  }

  get services(): unknown {
    return this.execution.services;
  }

  get run(): RunInfo {
    const { node } = this;
    return {
      id: this.execution.id,
      node: node.id,
      step: node.step,
      visit: this.visit,
      attempt: this.attempt,
    };
  }

  get signal(): AbortSignal {
    if (this.node.timeoutMs === 0) return this.execution.signal;
    this.controller ??= new AbortController();
    this.limitedSignal ??= AbortSignal.any([this.execution.signal, this.controller.signal]);
    return this.limitedSignal;
  }

  get clock(): Clock {
    return this.execution.clock;
  }

  get ids(): Ids {
    return this.execution.ids;
  }

  get random(): () => number {
    return this.execution.random;
  }

  get log(): (attrs: Readonly<Record<string, Json>>) => void {
    return (attrs) => {
      if (this.execution.strict) checkAttrs(this, attrs);
      this.attrs = this.attrs === null ? { ...attrs } : { ...this.attrs, ...attrs };
    };
  }

  get emit(): (type: string, data: unknown) => void {
    return (type, data) => this.execution.watch?.emitted(this, type, data);
  }

  /** Tells this attempt's handler, and nobody else, to stop. */
  abort(reason: unknown): void {
    this.controller ??= new AbortController();
    this.controller.abort(reason);
  }

  /** Notes a breach of the step's contract and gives it back to be thrown. */
  breached(error: StepContractError): StepContractError {
    this.breach ??= error;
    return error;
  }
}
