import type { Clock } from "../../definition/step.ts";

/** Waits for one thing after the other, for each only so long. */
export interface Patience {
  /** What `work` gives, or undefined when it takes longer than `ms`. Rejects once the waiting is called off. */
  within<T>(work: Promise<T>, ms: number): Promise<{ readonly value: T } | undefined>;
  /** To be called when nothing is waited for any more. */
  end(): void;
}

/** What is waited for. A stream makes two for each frame: they hold what settles them, and no functions of their own. */
interface Wait {
  readonly due: number;
  readonly resolve: (late: undefined) => void;
  readonly reject: (reason: unknown) => void;
}

interface Alarm {
  readonly at: number;
  readonly stop: AbortController;
}

const notNeeded = new Error("The alarm is not needed.");

/**
 * One alarm serves everything that is waited for: when it rings too early, it is set again. A stream waits twice for
 * each frame, and an alarm for each of these would cost more than the frames do.
 */
export function patience(clock: Clock, calledOff: AbortSignal): Patience {
  let wait: Wait | null = null;
  let alarm: Alarm | null = null;
  // Kept here: a signal that is made of several looks at all of them whenever it is asked.
  let isCalledOff = calledOff.aborted;

  const ring = (): void => {
    alarm = null;
    if (wait === null) return;
    const { due, resolve } = wait;
    if (due > clock.monotonic()) {
      ringAt(due);
      return;
    }
    wait = null;
    resolve(undefined);
  };
  const ringAt = (at: number): void => {
    if (alarm !== null && alarm.at <= at) return;
    alarm?.stop.abort(notNeeded);
    const own = { at, stop: new AbortController() };
    alarm = own;
    clock.sleep(Math.max(0, at - clock.monotonic()), own.stop.signal).then(
      () => (alarm === own ? ring() : undefined),
      () => undefined,
    );
  };
  const onCalledOff = (): void => {
    isCalledOff = true;
    wait?.reject(calledOff.reason);
    wait = null;
  };
  calledOff.addEventListener("abort", onCalledOff, { once: true });

  return {
    within<T>(work: Promise<T>, ms: number) {
      return new Promise<{ readonly value: T } | undefined>((resolve, reject) => {
        if (isCalledOff) reject(calledOff.reason);
        const own: Wait = { due: clock.monotonic() + ms, resolve, reject };
        wait = own;
        work.then(
          (value) => {
            if (wait === own) wait = null;
            resolve({ value });
          },
          (error: unknown) => {
            if (wait === own) wait = null;
            reject(error);
          },
        );
        if (!isCalledOff) ringAt(own.due);
      });
    },
    end() {
      calledOff.removeEventListener("abort", onCalledOff);
      alarm?.stop.abort(notNeeded);
    },
  };
}
