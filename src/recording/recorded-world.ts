import type { Clock, Ids } from "../definition/step.ts";

/** What a run takes from outside beside its input: where these are the same, so is the run. */
export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  /** At least 0, below 1. */
  readonly random: () => number;
}

/** The world of a recorded run. */
export interface RecordedWorld extends World {
  /** Every id that was given out, in that order. */
  readonly issued: readonly string[];
}

/** When every recorded run takes place. */
export const recordedTime = "2026-06-01T10:00:00.000Z";

/**
 * A world in which nothing depends on which branch asks first: time stands still, though waiting takes as long as ever,
 * and chance has no spread. Ids differ from each other; which one is whose is settled when the run is over.
 */
export function createRecordedWorld(waiting: Pick<Clock, "sleep">): RecordedWorld {
  const now = Date.parse(recordedTime);
  const issued: string[] = [];
  return {
    clock: { now: () => now, monotonic: () => 0, sleep: (ms, signal) => waiting.sleep(ms, signal) },
    ids: {
      next(prefix) {
        const id = `${prefix}_recorded${String(issued.length + 1).padStart(6, "0")}`;
        issued.push(id);
        return id;
      },
    },
    random: () => 0.5,
    issued,
  };
}
