import type { Clock } from "../definition/step.ts";

/** The machine's own time. */
export function createSystemClock(): Clock {
  return systemClock;
}

const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal === undefined) {
        setTimeout(resolve, ms);
        return;
      }
      if (signal.aborted) {
        reject(asReason(signal));
        return;
      }
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(asReason(signal));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      }, ms);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  },
} satisfies Clock);

/** Why a signal was aborted, as an error to throw. */
export function asReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error("Aborted.", { cause: reason });
}
