import { RagstepError, UsageError } from "../../diagnostics/errors.ts";

/** What came of asking for something that a request can do without. */
export interface Tolerated<T> {
  readonly value: T;
  /** The code of the failure that `value` stands in for; null when nothing failed. */
  readonly failure: string | null;
}

/** Failures that last until someone repairs the installation: hidden, they would make every answer worse for good. */
const lasting: ReadonlySet<string> = new Set(["embedding-model-mismatch", "database-corrupt"]);

function passesThrough(error: unknown): boolean {
  return error instanceof UsageError || (error instanceof RagstepError && lasting.has(error.code));
}

/**
 * Asks, and puts up with a failure that may pass: `otherwise` is the value then.
 * Throws what needs repair (wrong configuration, a corrupt file), and the signal's reason when the run was cancelled.
 */
export async function tolerate<T, U>(
  ask: () => Promise<T>,
  otherwise: U,
  signal: AbortSignal,
): Promise<Tolerated<T | U>> {
  try {
    return { value: await ask(), failure: null };
  } catch (error) {
    signal.throwIfAborted();
    if (passesThrough(error)) throw error;
    return { value: otherwise, failure: error instanceof RagstepError ? error.code : "unexpected-error" };
  }
}
