import type { Branch } from "./branch.ts";
import { StepContractError, StepFailedError } from "./errors.ts";
import { asError, toErrorInfo } from "./error-info.ts";
import type { Execution } from "./execution.ts";
import type { HandlerContext } from "./handler-context.ts";
import type { PlannedNode } from "./plan.ts";
import type { Route } from "./route.ts";
import { applyPatch, patchOf, routeAfter, writeKey } from "./step-result.ts";

/** The label of the edge that a decision takes while its flag is off. */
const offOutcome = "off";

/** What a handler returned, taken over: its patch is in the state. Throws when the handler broke its contract, after saying so in the log. */
export function conclude(
  run: Execution,
  branch: Branch,
  context: HandlerContext,
  result: unknown,
  startedAt: number,
): Route {
  const { node } = context;
  try {
    if (context.breach !== null) throw context.breach;
    const route = routeAfter(run.plan, node, result);
    const patch = patchOf(node, result);
    if (patch !== undefined) {
      applyPatch(run, branch, node, patch);
      context.patch = patch;
    }
    return route;
  } catch (error) {
    throw broken(run, branch, context, error, startedAt);
  }
}

/** A handler failed for good: the way of the `error` edge, the failure in `step_error`. Throws when there is none, or when the failure is a bug. */
export function giveUp(
  run: Execution,
  branch: Branch,
  context: HandlerContext,
  failure: unknown,
  startedAt: number,
): Route {
  const { node } = context;
  const cause = context.breach ?? failure;
  if (cause instanceof StepContractError) throw broken(run, branch, context, cause, startedAt);
  if (node.errorRoute === null) {
    broken(run, branch, context, failure, startedAt);
    throw failedForGood(node, context, failure);
  }
  const info = toErrorInfo(failure, node.id);
  const stepError = { code: info.code, message: info.message, node: node.id, step: node.step };
  writeKey(run, branch, node, "step_error", stepError);
  context.patch = { step_error: stepError };
  context.failure = info;
  return node.errorRoute;
}

/** The way past a step whose flag is off. A decision has no way past it but an edge `off`; without one, this throws. */
export function passThrough(
  run: Execution,
  branch: Branch,
  context: HandlerContext,
  startedAt: number,
): Route {
  const { node } = context;
  context.skipped = true;
  const route = node.route ?? node.byOutcome?.get(offOutcome);
  if (route !== undefined) return route;
  const error = new StepContractError(
    "decision-flag-off",
    `Decision \`${node.id}\` is behind the flag \`${node.flag ?? ""}\`, which is off, and has no edge labelled \`${offOutcome}\` to take instead.`,
    { node: node.id, hint: `${node.id} -->|${offOutcome}| …` },
  );
  throw broken(run, branch, context, error, startedAt);
}

/** Says that a visit ended the run, and gives the error back to be thrown. */
function broken(
  run: Execution,
  branch: Branch,
  context: HandlerContext,
  error: unknown,
  startedAt: number,
): unknown {
  run.steps++;
  run.watch?.failed(context, branch, error, startedAt);
  return error;
}

function failedForGood(node: PlannedNode, context: HandlerContext, failure: unknown): StepFailedError {
  const { code, message, hint } = toErrorInfo(failure, node.id);
  const number = node.step === null ? "" : ` (${node.step})`;
  const tries = context.attempt === 1 ? "" : ` after ${context.attempt} attempts`;
  return new StepFailedError(
    { node: node.id, visit: context.visit, attempts: context.attempt },
    code,
    `Step \`${node.id}\`${number} failed${tries}: ${message}`,
    { hint, cause: asError(failure) },
  );
}
