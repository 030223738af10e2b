/** Calls into an SDK that is not ours: what it throws is told once and never reaches a run. */
export type Guard = <T>(call: () => T, otherwise: T) => T;

/** Makes a guard that tells the first failure. */
export function createGuard(warn: (message: string) => void): Guard {
  let told = false;
  return (call, otherwise) => {
    try {
      return call();
    } catch (error) {
      if (!told) warn(`Tracing failed, and what it failed at is missing in the traces: ${String(error)}`);
      told = true;
      return otherwise;
    }
  };
}
