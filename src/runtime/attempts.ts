import { FatalStepError } from "../diagnostics/errors.ts";
import type { RetryPolicy } from "../registry/entry.ts";
import { StepContractError, StepTimeoutError } from "./errors.ts";
import type { Execution } from "./execution.ts";
import { HandlerContext } from "./handler-context.ts";
import { isThenable } from "./step-result.ts";
import { inScope } from "./step-scope.ts";

/** How the last attempt at a step ended: `result` is what was returned or, when it failed, thrown. */
export interface Attempt {
  readonly context: HandlerContext;
  readonly failed: boolean;
  readonly result: unknown;
}

const finished = new Error("The handler was in time.");

/** Waits for a handler, at most for its `timeout_ms`; then aborts its signal and rejects with a `StepTimeoutError`. */
export async function inTime(context: HandlerContext, pending: PromiseLike<unknown>): Promise<unknown> {
  const { execution, node } = context;
  const timer = execution.addTimer();
  const timeUp = execution.clock.sleep(node.timeoutMs, timer.signal).then(() => {
    const error = new StepTimeoutError(node.id, node.timeoutMs);
    context.abort(error);
    throw error;
  });
  try {
    return await Promise.race([pending, timeUp]);
  } finally {
    execution.dropTimer(timer);
    timer.abort(finished);
  }
}

/** Whether another try could help: neither a bug of the handler nor a failure that it called fatal. */
function isRetryable(context: HandlerContext, failure: unknown): boolean {
  return (
    context.breach === null && !(failure instanceof FatalStepError) && !(failure instanceof StepContractError)
  );
}

/** Milliseconds to wait after the given attempt. */
function backoff(policy: RetryPolicy, attempt: number, random: () => number): number {
  const wait = policy.backoff_ms * policy.factor ** (attempt - 1);
  return policy.jitter === 0 ? wait : Math.max(0, wait * (1 + policy.jitter * (2 * random() - 1)));
}

/** Tries a step again, after its first attempt failed, as often as its policy says. Undefined when the run ended meanwhile. */
export async function retry(
  run: Execution,
  policy: RetryPolicy,
  first: HandlerContext,
  failure: unknown,
): Promise<Attempt | undefined> {
  let last: Attempt = { context: first, failed: true, result: failure };
  while (last.failed && last.context.attempt < policy.attempts && isRetryable(last.context, last.result)) {
    const { node, attempt, branchState, visit } = last.context;
    const wait = backoff(policy, attempt, run.random);
    run.watch?.retrying(last.context, last.result, wait);
    if (wait > 0) await pause(run, wait);
    if (run.isOver()) return undefined;
    last = await tryOnce(new HandlerContext(run, node, branchState, visit, attempt + 1));
    if (run.isOver()) return undefined;
  }
  return last;
}

/** One attempt, waited for at most as long as the step may take. Never rejects. */
export async function tryOnce(context: HandlerContext): Promise<Attempt> {
  const { node, execution } = context;
  try {
    let result = execution.scope === null ? node.handler(context) : inScope(execution.scope, context);
    if (isThenable(result)) result = await (node.timeoutMs === 0 ? result : inTime(context, result));
    return { context, failed: false, result };
  } catch (error) {
    return { context, failed: true, result: error };
  }
}

/** Waits on the run's clock; returns early when the run ends. */
async function pause(run: Execution, ms: number): Promise<void> {
  const timer = run.addTimer();
  try {
    await run.clock.sleep(ms, timer.signal);
  } catch (error) {
    if (!timer.signal.aborted) throw error;
  } finally {
    run.dropTimer(timer);
  }
}
