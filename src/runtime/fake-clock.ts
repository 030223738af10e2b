import type { Clock } from "../definition/step.ts";
import { asReason } from "./system-clock.ts";

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms`, waking sleepers in their order and letting each do what it can before the next. */
  advance(ms: number): Promise<void>;
  /** How many sleep now. */
  readonly sleeping: number;
}

export interface FakeClockOptions {
  /** What `now()` says at first, in milliseconds since 1970-01-01 UTC; 2026-01-01 when absent. */
  readonly startAt?: number;
  /** Jumps to the next sleeper whenever nothing else is left to do. */
  readonly autoAdvance?: boolean;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock for tests: exact, and nobody waits for it. */
export function createFakeClock(options: FakeClockOptions = {}): FakeClock {
  const startAt = options.startAt ?? Date.UTC(2026, 0, 1);
  let passed = 0;
  let sleepers: Sleeper[] = [];
  let jumping = false;

  function earliest(until: number): Sleeper | undefined {
    let found: Sleeper | undefined;
    for (const sleeper of sleepers) {
      if (sleeper.at <= until && (found === undefined || sleeper.at < found.at)) found = sleeper;
    }
    return found;
  }

  function wake(sleeper: Sleeper): void {
    sleepers = sleepers.filter((known) => known !== sleeper);
    passed = Math.max(passed, sleeper.at);
    sleeper.wake();
  }

  async function advance(ms: number): Promise<void> {
    const until = passed + ms;
    await idle();
    for (let next = earliest(until); next !== undefined; next = earliest(until)) {
      wake(next);
      await idle();
    }
    passed = until;
  }

  async function jump(): Promise<void> {
    jumping = true;
    while (sleepers.length > 0) {
      await idle();
      const next = earliest(Infinity);
      if (next !== undefined) wake(next);
    }
    jumping = false;
  }

  return {
    now: () => startAt + Math.floor(passed),
    monotonic: () => passed,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(asReason(signal));
          return;
        }
        const onAbort = (): void => {
          sleepers = sleepers.filter((known) => known !== sleeper);
          if (signal !== undefined) reject(asReason(signal));
        };
        const sleeper: Sleeper = {
          at: passed + Math.max(0, ms),
          wake() {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        sleepers.push(sleeper);
        if (options.autoAdvance === true && !jumping) void jump();
      });
    },
    advance,
    get sleeping() {
      return sleepers.length;
    },
  };
}

/** Resolves once all promises have settled that can, and no file is being read or written. */
async function idle(): Promise<void> {
  do {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  } while (process.getActiveResourcesInfo().some((resource) => resource.includes("Req")));
}
