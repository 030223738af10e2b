import type { Clock } from "../definition/step.ts";

interface Bucket {
  tokens: number;
  at: number;
}

/** So many callers are remembered; one that is forgotten starts with a full bucket. */
const remembered = 10_000;

/** Counts requests of callers: each has a bucket of a minute's requests that fills steadily. */
export class RequestRate {
  private readonly clock: Pick<Clock, "monotonic">;
  private readonly buckets = new Map<string, Bucket>();

  constructor(clock: Pick<Clock, "monotonic">) {
    this.clock = clock;
  }

  /** Takes one request; 0 when it may go on, else how many seconds to wait. */
  take(key: string, perMinute: number): number {
    const now = this.clock.monotonic();
    const perMs = perMinute / 60_000;
    const known = this.buckets.get(key) ?? { tokens: perMinute, at: now };
    const tokens = Math.min(perMinute, known.tokens + (now - known.at) * perMs);
    // Put at the end: who was not heard of for longest is forgotten first.
    this.buckets.delete(key);
    const allowed = tokens >= 1;
    this.buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
    if (this.buckets.size > remembered) {
      const [oldest] = this.buckets.keys();
      if (oldest !== undefined) this.buckets.delete(oldest);
    }
    return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
  }
}
