import type { StateRecord } from "./branch.ts";
import type { Plan } from "./plan.ts";

/** Freezes plain data all the way down; streams, class instances and buffers are left as they are. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return;
  // Frozen before its members, so that a cycle ends.
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}

/** Freezes the values of a state, live ones excepted. */
export function freezeState(plan: Plan, state: StateRecord): void {
  for (const [name, value] of Object.entries(state)) {
    if (plan.keys.get(name)?.flags.transient !== true) deepFreeze(value);
  }
}
