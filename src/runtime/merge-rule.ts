import { isDeepStrictEqual } from "node:util";
import type { MergeRule } from "../definition/state.ts";

/** Says why a rule cannot merge the values it met. */
export class UnmergeableValue extends Error {}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new UnmergeableValue("a list");
  return value;
}

function number(value: unknown): number {
  if (typeof value !== "number") throw new UnmergeableValue("a number");
  return value;
}

/** Both lists, the part they share with `base` once: a branch that extended the list adds what it added. */
function append(base: unknown, ours: unknown, theirs: unknown): unknown {
  const before = list(base);
  const added = list(theirs);
  const extended = before.every((item, i) => Object.is(item, added[i]) || isDeepStrictEqual(item, added[i]));
  return [...list(ours), ...(extended ? added.slice(before.length) : added)];
}

function union(ours: unknown, theirs: unknown): unknown {
  const all = [...list(ours)];
  for (const item of list(theirs)) {
    if (!all.some((known) => isDeepStrictEqual(known, item))) all.push(item);
  }
  return all;
}

function unionBy(field: string, ours: unknown, theirs: unknown): unknown {
  const idOf = (item: unknown): unknown => {
    if (typeof item !== "object" || item === null)
      throw new UnmergeableValue(`a list of objects with \`${field}\``);
    return Reflect.get(item, field);
  };
  const byId = new Map<unknown, unknown>();
  for (const item of [...list(ours), ...list(theirs)]) {
    const id = idOf(item);
    if (!byId.has(id)) byId.set(id, item);
  }
  return [...byId.values()];
}

/**
 * One value for two branches' values of a key. `base` is the value both started from, undefined when there was none;
 * `ours` is the branch first in the diagram. Throws `UnmergeableValue` for a value that the rule is not made for.
 */
export function mergeByRule(
  rule: MergeRule<unknown>,
  base: unknown,
  ours: unknown,
  theirs: unknown,
): unknown {
  if (typeof rule === "function") return rule(ours, theirs);
  if (typeof rule === "object") return unionBy(rule.unionBy, ours, theirs);
  if (rule === "append") return append(base, ours, theirs);
  if (rule === "union") return union(ours, theirs);
  if (rule === "sum") return number(ours) + number(theirs) - (base === undefined ? 0 : number(base));
  const choose = rule === "max" ? Math.max : Math.min;
  return choose(number(ours), number(theirs));
}
