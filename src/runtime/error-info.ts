import { inspect } from "node:util";
import { RagstepError } from "../diagnostics/errors.ts";
import { RunError, StepFailedError } from "./errors.ts";
import type { ErrorInfo } from "./events.ts";

/** What was thrown, as an error: everything that is not one is wrapped, its value shown in short. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const shown = inspect(thrown, {
    depth: 1,
    breakLength: Infinity,
    maxStringLength: 200,
    maxArrayLength: 10,
  });
  return new RunError("step-threw-non-error", `A value that is no Error was thrown: ${shown}.`, {
    hint: "throw new Error(…), so that its place is known",
    cause: thrown,
  });
}

/** An error as events, journal and log carry it. `node` names the step when the error itself does not. */
export function toErrorInfo(thrown: unknown, node?: string): ErrorInfo {
  const error = asError(thrown);
  const named = error instanceof RunError || error instanceof StepFailedError ? error.node : undefined;
  return {
    code: error instanceof RagstepError ? error.code : "step-failed",
    message: error.message,
    node: named ?? node,
    hint: error instanceof RagstepError ? error.hint : undefined,
  };
}
