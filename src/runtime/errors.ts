import { RagstepError, type ErrorDetails } from "../diagnostics/errors.ts";
import type { RuntimeCode } from "./codes.ts";

/** What a run's error knows beside its message. */
export interface RunErrorDetails extends ErrorDetails {
  /** The node id of the step it is about. */
  readonly node?: string | undefined;
}

/** Why a run could not start, go on or end. */
export class RunError extends RagstepError {
  readonly node: string | undefined;

  constructor(code: RuntimeCode, message: string, details: RunErrorDetails = {}) {
    super(code, message, details);
    this.node = details.node;
  }
}

/** A step or its surroundings broke the contract: a bug. Never retried and never sent down an `error` edge, which would hide it. */
export class StepContractError extends RunError {}

/** A handler took longer than the `timeout_ms` of its registry entry. Retried like any other failure. */
export class StepTimeoutError extends RunError {
  constructor(node: string, timeoutMs: number) {
    super("step-timeout", `It took longer than its \`timeout_ms\` of ${timeoutMs} ms.`, {
      node,
      hint: `raise \`timeout_ms\` of \`${node}\` in the registry, or let its handler obey \`signal\``,
    });
  }
}

/** The run was stopped from outside, by its `cancel` or by the signal it was given. */
export class RunCancelledError extends RunError {
  constructor(reason: unknown) {
    super("run-cancelled", "The run was cancelled.", { cause: reason });
  }
}

/** A handler failed for good and its step has no `error` edge. `code` is that of the handler's error where it has one. */
export class StepFailedError extends RagstepError {
  readonly node: string;
  readonly visit: number;
  readonly attempts: number;

  constructor(
    place: { node: string; visit: number; attempts: number },
    code: string,
    message: string,
    details: ErrorDetails,
  ) {
    super(code, message, details);
    this.node = place.node;
    this.visit = place.visit;
    this.attempts = place.attempts;
  }
}
