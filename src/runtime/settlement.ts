import type { StateRecord } from "./branch.ts";
import { RunError } from "./errors.ts";
import type { RunResult } from "./options.ts";

/** The two promises of a run, made only when somebody asks for them. */
export class Settlement {
  /** The response, once there is one. */
  responded: StateRecord | undefined;
  private failure: Error | undefined;
  private result: RunResult | undefined;
  private responsePromise: PromiseWithResolvers<StateRecord> | undefined;
  private donePromise: Promise<RunResult> | undefined;
  private resolveDone: ((result: RunResult) => void) | undefined;

  get response(): Promise<StateRecord> {
    if (this.responsePromise === undefined) {
      this.responsePromise = Promise.withResolvers();
      // `done` tells the same, so a caller who took both and waits for one must not bring the process down.
      this.responsePromise.promise.catch(() => undefined);
      if (this.responded !== undefined) this.responsePromise.resolve(this.responded);
      else if (this.failure !== undefined) this.responsePromise.reject(this.failure);
    }
    return this.responsePromise.promise;
  }

  get done(): Promise<RunResult> {
    const { result } = this;
    this.donePromise ??=
      result === undefined
        ? new Promise((resolve) => {
            this.resolveDone = resolve;
          })
        : Promise.resolve(result);
    return this.donePromise;
  }

  /** Takes the first response; false for any later one. */
  respond(state: StateRecord): boolean {
    if (this.responded !== undefined) return false;
    this.responded = state;
    this.responsePromise?.resolve(state);
    return true;
  }

  /** The run has ended, by an error or without one. */
  settle(result: RunResult, error: Error | undefined): void {
    this.result = result;
    if (this.responded === undefined) {
      // Made only here: an error that nobody sees would still cost its stack.
      this.failure = error ?? responseMissing();
      this.responsePromise?.reject(this.failure);
    }
    this.resolveDone?.(result);
  }
}

function responseMissing(): RunError {
  return new RunError(
    "response-missing",
    "The run ended without reaching an end node, so there is no response.",
  );
}
