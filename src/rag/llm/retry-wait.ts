/** Beyond this, a client has gone away before the answer comes. */
const longestWaitMs = 30_000;

/** Milliseconds to wait after a failed attempt (1 for the first): the backoff, doubled with each attempt, half a minute at most. */
export function retryWait(attempt: number, backoffMs: number): number {
  return Math.min(backoffMs * 2 ** (attempt - 1), longestWaitMs);
}
