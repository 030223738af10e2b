import type { StateRecord } from "./branch.ts";
import type { RunResult } from "./options.ts";

/** The two promises of a run, made only when somebody asks for them. */
export class Settlement {
  /** The response, once there is one. */
  responded: StateRecord | undefined;
  private failure: Error | undefined;
  private isSettled = false;
  private result: (() => RunResult) | undefined;
  private responsePromise: PromiseWithResolvers<StateRecord> | undefined;
  private donePromise: PromiseWithResolvers<RunResult> | undefined;

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

  done(result: () => RunResult): Promise<RunResult> {
    if (this.donePromise === undefined) {
      this.donePromise = Promise.withResolvers();
      this.result = result;
      if (this.isSettled) this.donePromise.resolve(result());
    }
    return this.donePromise.promise;
  }

  /** Takes the first response; false for any later one. */
  respond(state: StateRecord): boolean {
    if (this.responded !== undefined) return false;
    this.responded = state;
    this.responsePromise?.resolve(state);
    return true;
  }

  /** The run has ended. `failure` is what a missing response is rejected with. */
  settle(failure: Error): void {
    this.isSettled = true;
    if (this.responded === undefined) {
      this.failure = failure;
      this.responsePromise?.reject(failure);
    }
    if (this.result !== undefined) this.donePromise?.resolve(this.result());
  }
}
