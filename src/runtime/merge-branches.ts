import { isDeepStrictEqual } from "node:util";
import type { MergeRule } from "../definition/state.ts";
import type { Branch } from "./branch.ts";
import { RunError } from "./errors.ts";
import { mergeByRule, UnmergeableValue } from "./merge-rule.ts";
import type { Plan } from "./plan.ts";
import { latestCommon, replaces, type Write } from "./writes.ts";

/** What merging needs of a run. */
export interface MergeContext {
  readonly plan: Plan;
  /** The order of the next write, see `Write.order`. */
  nextWrite(): number;
}

/** Merges `theirs` into `ours`, which comes first in the diagram. Throws a `RunError` when both changed a key and no rule says how. */
export function mergeBranch(context: MergeContext, ours: Branch, theirs: Branch): void {
  if (theirs.writes === null || ours.writes === null) return;
  for (const [key, their] of theirs.writes) {
    const our = ours.writes.get(key);
    if (our === their || (our !== undefined && replaces(our, their))) continue;
    const write = our === undefined || replaces(their, our) ? their : mergeWrites(context, key, our, their);
    ours.writes.set(key, write);
    ours.state[key] = write.value;
  }
}

function mergeWrites(context: MergeContext, key: string, our: Write, their: Write): Write {
  const rule = context.plan.keys.get(key)?.flags.merge;
  const order = context.nextWrite();
  const { node, before } = our;
  const replaced = [our, their];
  if (rule === undefined) {
    if (isDeepStrictEqual(our.value, their.value)) return { node, order, value: our.value, before, replaced };
    throw conflict(context.plan, key, our, their);
  }
  try {
    return {
      node,
      order,
      before,
      replaced,
      value: mergeByRule(rule, baseOf(rule, our, their), our.value, their.value),
    };
  } catch (error) {
    const [one, other] = [nodeName(context.plan, our.node), nodeName(context.plan, their.node)];
    const wanted = error instanceof UnmergeableValue ? ` The rule expects ${error.message}.` : "";
    throw new RunError(
      "merge-impossible",
      `The merge rule of \`${key}\` could not merge what \`${one}\` and \`${other}\` wrote.${wanted}`,
      { node: one, cause: error },
    );
  }
}

/** The value that two writes both started from. Where branches met crosswise there are several: they are merged in the same way. */
function baseOf(rule: MergeRule<unknown>, our: Write, their: Write): unknown {
  const [first, ...others] = latestCommon(our, their);
  if (first === undefined) return our.before;
  return others.reduce(
    (value, other) => mergeByRule(rule, baseOf(rule, first, other), value, other.value),
    first.value,
  );
}

function nodeName(plan: Plan, index: number): string {
  return plan.nodes[index]?.id ?? "";
}

function conflict(plan: Plan, key: string, our: Write, their: Write): RunError {
  const [one, other] = [nodeName(plan, our.node), nodeName(plan, their.node)];
  return new RunError(
    "merge-conflict",
    `Branches that meet changed \`${key}\` to different values, \`${one}\` one and \`${other}\` the other, and the key has no merge rule.`,
    { node: one, hint: `${key}: key(…, { merge: "append" })` },
  );
}
