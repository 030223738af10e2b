import type { Clock } from "../../definition/step.ts";

/** Waits for one thing after the other, for each only so long. */
export interface Patience {
  /** What `work` gives, or undefined when it takes longer than `ms`. Rejects once the waiting is called off. */
  within<T>(work: Promise<T>, ms: number): Promise<{ readonly value: T } | undefined>;
  /** To be called when nothing is waited for any more. */
  end(): void;
}

interface Wait {
  readonly due: number;
  readonly late: () => void;
  readonly callOff: () => void;
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
    if (wait.due <= clock.monotonic()) wait.late();
    else ringAt(wait.due);
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
    wait?.callOff();
  };
  calledOff.addEventListener("abort", onCalledOff, { once: true });

  return {
    async within<T>(work: Promise<T>, ms: number) {
      return await new Promise<{ readonly value: T } | undefined>((resolve, reject) => {
        const over = (settle: () => void): void => {
          if (wait === own) wait = null;
          settle();
        };
        const own: Wait = {
          due: clock.monotonic() + ms,
          late: () => over(() => resolve(undefined)),
          callOff: () => over(() => reject(calledOff.reason)),
        };
        wait = own;
        work.then(
          (value) => over(() => resolve({ value })),
          (error: unknown) => over(() => reject(error)),
        );
        if (isCalledOff) own.callOff();
        else ringAt(own.due);
      });
    },
    end() {
      calledOff.removeEventListener("abort", onCalledOff);
      alarm?.stop.abort(notNeeded);
    },
  };
}
