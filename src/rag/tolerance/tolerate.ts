import { RagstepError } from "../../diagnostics/errors.ts";

/** What came of asking for something that a request can do without. */
export interface Tolerated<T> {
  readonly value: T;
  /** The code of the failure that `value` stands in for; null when nothing failed. */
  readonly failure: string | null;
}

/** Asks, and puts up with a failure: `otherwise` is the value then. A cancelled run is no failure: its error passes through. */
export async function tolerate<T, U>(
  ask: () => Promise<T>,
  otherwise: U,
  signal: AbortSignal,
): Promise<Tolerated<T | U>> {
  try {
    return { value: await ask(), failure: null };
  } catch (error) {
    signal.throwIfAborted();
    return { value: otherwise, failure: error instanceof RagstepError ? error.code : "unexpected-error" };
  }
}
