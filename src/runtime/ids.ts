import { randomUUID } from "node:crypto";
import type { Ids } from "../definition/step.ts";

export const systemIds: Ids = Object.freeze({ next: (prefix: string) => `${prefix}_${randomUUID()}` });

/** Ids that no other process makes either. */
export function createSystemIds(): Ids {
  return systemIds;
}

/** Ids for tests: `req_1`, `req_2`, `run_1`, each prefix counted on its own. */
export function createCountingIds(): Ids {
  const counts = new Map<string, number>();
  return {
    next(prefix) {
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return `${prefix}_${count}`;
    },
  };
}
