import type { Clock } from "../../definition/step.ts";

/** How long a piece of work may take, and what is thrown when it takes longer. */
export interface TimeLimit {
  readonly ms: number;
  readonly clock: Clock;
  /** Aborting it ends the work early. */
  readonly signal: AbortSignal;
  readonly expired: () => Error;
}

/**
 * Does `work` with a signal that is aborted once the time is up; rejects then with what `expired` makes. The signal stays
 * linked to the given one after the work is done, so that an answer that is still streaming can be stopped through it.
 */
export async function withTimeLimit<T>(
  limit: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { ms, clock, signal, expired } = limit;
  const late = new AbortController();
  const done = new AbortController();
  const expiry = async (): Promise<never> => {
    await clock.sleep(ms, done.signal);
    const error = expired();
    late.abort(error);
    throw error;
  };
  try {
    return await Promise.race([work(AbortSignal.any([signal, late.signal])), expiry()]);
  } finally {
    done.abort();
  }
}
