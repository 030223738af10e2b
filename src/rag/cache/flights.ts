import type { Clock } from "../../definition/step.ts";
import type { CachedAnswer } from "./types.ts";

export interface FlightLimits {
  /** How long a run waits for another's answer before it computes its own, in milliseconds. */
  readonly waitMs: number;
  /** How long the run that computes is believed to be alive, in milliseconds. */
  readonly leaseMs: number;
}

/** `compute`: this run is the one to compute. `gave-up`: it has waited long enough and computes beside the other. */
export type Boarding =
  | { readonly kind: "compute" | "gave-up" }
  | { readonly kind: "answer"; readonly answer: CachedAnswer; readonly shared: boolean };

/** Who computes which answer in this process, and who waits for it. */
export interface Flights {
  join(key: string, run_id: string, signal: AbortSignal): Promise<Boarding>;
  /** Gives everyone who waits the answer. `shared`: it was computed, not found. */
  settle(key: string, answer: CachedAnswer, shared: boolean): void;
  /** The first who waits computes instead. Nothing happens when `run_id` is not the one who computes. */
  release(key: string, run_id: string): void;
}

interface Waiter {
  readonly run_id: string;
  readonly resolve: (boarding: Boarding) => void;
}

interface Flight {
  owner: string;
  leaseEnds: number;
  readonly waiters: Set<Waiter>;
}

export function createFlights(clock: Clock, limits: FlightLimits): Flights {
  const flights = new Map<string, Flight>();

  const take = (flight: Flight, run_id: string): void => {
    flight.owner = run_id;
    flight.leaseEnds = clock.now() + limits.leaseMs;
  };

  /** Waits for the flight to end or for a time, whichever comes first. */
  const wait = async (
    flight: Flight,
    run_id: string,
    ms: number,
    signal: AbortSignal,
  ): Promise<Boarding | "time"> => {
    const { promise, resolve } = Promise.withResolvers<Boarding>();
    const waiter = { run_id, resolve };
    const done = new AbortController();
    flight.waiters.add(waiter);
    try {
      const time = clock.sleep(ms, AbortSignal.any([signal, done.signal])).then(() => "time" as const);
      return await Promise.race([promise, time]);
    } finally {
      flight.waiters.delete(waiter);
      done.abort();
    }
  };

  return {
    async join(key, run_id, signal) {
      signal.throwIfAborted();
      const deadline = clock.now() + limits.waitMs;
      for (;;) {
        const flight = flights.get(key);
        if (flight === undefined) {
          flights.set(key, { owner: run_id, leaseEnds: clock.now() + limits.leaseMs, waiters: new Set() });
          return { kind: "compute" };
        }
        const now = clock.now();
        if (flight.owner === run_id || flight.leaseEnds <= now) {
          take(flight, run_id);
          return { kind: "compute" };
        }
        if (deadline <= now) return { kind: "gave-up" };
        const boarding = await wait(flight, run_id, Math.min(deadline, flight.leaseEnds) - now, signal);
        if (boarding !== "time") return boarding;
      }
    },
    settle(key, answer, shared) {
      const flight = flights.get(key);
      flights.delete(key);
      for (const waiter of flight?.waiters ?? []) waiter.resolve({ kind: "answer", answer, shared });
    },
    release(key, run_id) {
      const flight = flights.get(key);
      if (flight === undefined || flight.owner !== run_id) return;
      const [next] = flight.waiters;
      if (next === undefined) {
        flights.delete(key);
        return;
      }
      flight.waiters.delete(next);
      take(flight, next.run_id);
      next.resolve({ kind: "compute" });
    },
  };
}
