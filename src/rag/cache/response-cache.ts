import type { Clock } from "../../definition/step.ts";
import type { CacheBackend } from "./backend.ts";
import { parseAnswer, parseFeedback } from "./cached-answer.ts";
import { createFlights, type FlightLimits } from "./flights.ts";
import type { ResponseCacheReader, ResponseCacheWriter } from "./types.ts";

export interface ResponseCacheOptions {
  readonly clock: Clock;
  readonly backend: CacheBackend;
  /** 30 seconds of waiting and 60 of lease when absent. */
  readonly limits?: Partial<FlightLimits>;
  /** Hears why the cache could not be used. */
  readonly warn?: (message: string) => void;
}

/**
 * Answers by key, for a time. Of concurrent equal questions in one process one is computed and the rest are given its answer.
 * A backend that fails is as good as an empty one: it makes answers dearer, never wrong.
 */
export function createResponseCache(options: ResponseCacheOptions): {
  readonly read: ResponseCacheReader;
  readonly write: ResponseCacheWriter;
  close(): Promise<void>;
} {
  const { backend, clock } = options;
  const flights = createFlights(clock, { waitMs: 30_000, leaseMs: 60_000, ...options.limits });

  const spared = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      options.warn?.(
        `The answer cache is not available: ${error instanceof Error ? error.message : String(error)}`,
      );
      return otherwise;
    }
  };

  return {
    read: {
      async lookup(key, { run_id, signal }) {
        const boarding = await flights.join(key, run_id, signal);
        if (boarding.kind === "gave-up") return { kind: "miss" };
        if (boarding.kind === "answer")
          return { kind: "hit", answer: boarding.answer, shared: boarding.shared };
        // Only now is the store asked: of many equal questions one asks it.
        const stored = await spared(() => backend.get(key), null);
        const answer = stored === null ? null : parseAnswer(stored);
        if (answer === null) {
          // A run that is given up computes nothing: whoever waits for it must not wait for the end of its lease.
          if (signal.aborted) flights.release(key, run_id);
          else signal.addEventListener("abort", () => flights.release(key, run_id), { once: true });
          return { kind: "miss" };
        }
        flights.settle(key, answer, false);
        return { kind: "hit", answer, shared: false };
      },
      async feedback(key) {
        const stored = await spared(() => backend.get(key), null);
        return stored === null ? null : parseFeedback(stored);
      },
    },
    write: {
      async put(key, answer, ttl_seconds, about = {}) {
        flights.settle(key, answer, true);
        if (ttl_seconds > 0)
          await spared(() => backend.put(key, JSON.stringify(answer), ttl_seconds, about), undefined);
      },
      putFeedback: (key, feedback, ttl_seconds) =>
        spared(async () => {
          await backend.put(key, JSON.stringify(feedback), ttl_seconds, {});
          return true;
        }, false),
      release: (key, run_id) => flights.release(key, run_id),
      invalidate: (what) => spared(() => backend.invalidate(what), 0),
    },
    close: () => spared(() => backend.close(), undefined),
  };
}
