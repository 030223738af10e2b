import fc from "fast-check";
import { z } from "zod";
import { key, type StateDefinition } from "../../src/definition/state.ts";
import type { Program } from "../../src/graph/program.ts";
import { engineKeys } from "../../src/runtime/engine-keys.ts";
import { programOf, type TestHandler } from "./program-of.ts";
import type { ReferenceStep } from "./reference-walker.ts";

/** What one node of a random program does. */
export interface NodePlan {
  /** Targets of unlabelled edges, or of the labels `l0`, `l1`, … of a decision. */
  readonly targets: readonly number[];
  readonly decides: boolean;
  readonly errorTarget: number | undefined;
  /** Per time a branch comes here: which labels it takes. */
  readonly choices: readonly number[];
  /** Attempts that fail before one works; above the policy's attempts the step fails for good. */
  readonly failures: number;
  readonly attempts: number;
  /** Microtask turns before it returns; 0 returns at once. */
  readonly turns: number;
  readonly writes: readonly ("list" | "set" | "items" | "total" | "highest" | "lowest" | "first" | "plain")[];
}

const numbers = z.array(z.number());

export const randomState = {
  ...engineKeys,
  /** How often a branch was at each node, so that decisions do not depend on time. */
  been: key(z.record(z.string(), z.number()), {
    merge: (ours: Readonly<Record<string, number>>, theirs: Readonly<Record<string, number>>) => {
      const most: Record<string, number> = { ...ours };
      for (const [node, times] of Object.entries(theirs)) most[node] = Math.max(most[node] ?? 0, times);
      return most;
    },
  }),
  list: key(numbers, { merge: "append" }),
  set: key(numbers, { merge: "union" }),
  items: key(z.array(z.object({ id: z.number() })), { merge: { unionBy: "id" } }),
  total: key(z.number(), { merge: "sum" }),
  highest: key(z.number(), { merge: "max" }),
  lowest: key(z.number(), { merge: "min" }),
  first: key(z.number(), { merge: (ours: number) => ours }),
  plain: key(z.number()),
} satisfies StateDefinition;

const anyWrite = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("list", "set", "items", "total", "highest", "lowest", "first") },
  { weight: 1, arbitrary: fc.constant("plain") },
);

/** Plans of 3 to `size` nodes: node 0 starts, most edges lead on, some lead back. */
export function nodePlans(size: number, failing = true): fc.Arbitrary<readonly NodePlan[]> {
  return fc.integer({ min: 3, max: size }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index): fc.Arbitrary<NodePlan> => {
        const onward = fc.integer({
          min: Math.min(index + 1, count - 1),
          max: Math.min(index + 3, count - 1),
        });
        const target = fc.oneof(
          { weight: 9, arbitrary: onward },
          { weight: 1, arbitrary: fc.integer({ min: Math.min(1, count - 1), max: count - 1 }) },
        );
        const last = index === count - 1;
        return fc.record<NodePlan>({
          // Some end early, so that a run has several ends.
          targets: last
            ? fc.constant([])
            : fc.uniqueArray(target, { minLength: index % 4 === 3 ? 0 : 1, maxLength: 3 }),
          decides: fc.boolean(),
          errorTarget:
            last || !failing ? fc.constant(undefined) : fc.option(onward, { nil: undefined, freq: 3 }),
          choices: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 }),
          failures: failing
            ? fc.constantFrom(...Array.from({ length: 18 }, () => 0), 1, 2, 3)
            : fc.constant(0),
          attempts: fc.integer({ min: 1, max: 3 }),
          turns: fc.integer({ min: 0, max: 6 }),
          writes: fc.uniqueArray(anyWrite, { maxLength: 3 }),
        });
      }),
    ),
  );
}

interface Made {
  readonly program: Program;
  readonly steps: readonly ReferenceStep[];
}

/** Told at the first attempt of each visit. */
type OnStep = (node: string, state: Readonly<Record<string, unknown>>) => void;

/** The same plans as a program for the runner and as steps for the reference. */
export function programsOf(plans: readonly NodePlan[], onStep: OnStep = () => undefined): Made {
  const name = (index: number): string => (index === 0 ? "Start" : `N${index}`);
  const edges: string[] = [];
  for (const [index, plan] of plans.entries()) {
    for (const [i, target] of plan.targets.entries()) {
      edges.push(`${name(index)} ${plan.decides ? `-l${i}-` : "-"}> ${name(target)}`);
    }
    if (plan.errorTarget !== undefined && !plan.decides)
      edges.push(`${name(index)} -error-> ${name(plan.errorTarget)}`);
  }
  const steps = new Map(plans.map((plan, index) => [name(index), referenceStep(plan, index)]));
  const handlers = Object.fromEntries(
    plans.map((plan, index) => [name(index), handlerOf(plan, referenceStep(plan, index), onStep)]),
  );
  const policy = Object.fromEntries(
    plans.map((plan, index) => [
      name(index),
      { max_visits: 6, retry: { attempts: plan.attempts, backoff_ms: 0, factor: 1, jitter: 0 } },
    ]),
  );
  const program = programOf({ edges: edges.join(", "), steps: handlers, policy, state: randomState });
  return { program, steps: program.graph.nodes.map((node) => steps.get(node.id) ?? (() => ({}))) };
}

function handlerOf(plan: NodePlan, step: ReferenceStep, onStep: OnStep): TestHandler {
  const act: TestHandler = ({ state, run }) => {
    if (run.attempt === 1) onStep(run.node, state);
    const { patch, outcome } = step({ ...state }, run.attempt);
    return outcome === undefined ? patch : { outcome, ...(patch === undefined ? {} : { patch }) };
  };
  if (plan.turns === 0) return act;
  return async (context) => {
    for (let turn = 0; turn < plan.turns; turn++) await Promise.resolve();
    return act(context);
  };
}

function referenceStep(plan: NodePlan, index: number): ReferenceStep {
  return (state, attempt) => {
    if (attempt <= plan.failures) throw new Error(`attempt ${attempt} of ${index}`);
    const been: Record<string, number> = { ...Object(state["been"]) };
    const times = been[index] ?? 0;
    const patch: Record<string, unknown> = { been: { ...been, [index]: times + 1 } };
    const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
    for (const name of plan.writes) {
      const old = state[name];
      if (name === "list" || name === "set") patch[name] = [...list(old), index];
      else if (name === "items")
        patch[name] = [...list(old).filter((item) => Object(item).id !== index), { id: index }];
      else if (name === "total") patch[name] = Number(old ?? 0) + index;
      else patch[name] = index % 4;
    }
    if (!plan.decides || plan.targets.length === 0) return { patch };
    const choice = plan.choices[times % plan.choices.length] ?? 0;
    const labels = plan.targets.map((_, i) => `l${i}`);
    const one = labels[choice % labels.length] ?? "l0";
    // The high choices take several ways at once.
    return { patch, outcome: choice > 5 ? labels.slice(0, choice - 4) : one };
  };
}
