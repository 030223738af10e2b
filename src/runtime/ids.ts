import { randomFillSync } from "node:crypto";
import type { Ids } from "../definition/step.ts";

const idBytes = 16;
// Random bytes cost a call into the system; one serves 256 ids.
const pool = Buffer.allocUnsafeSlow(256 * idBytes);
let used = pool.length;

function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += idBytes;
  return pool.toString("hex", used - idBytes, used);
}

const systemIds: Ids = Object.freeze({ next: (prefix: string) => `${prefix}_${randomHex()}` });

/** Ids with 128 random bits: no other process makes the same. */
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
