import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunEvent } from "../../src/runtime/events.ts";
import { run } from "../../src/runtime/run.ts";
import { nodePlans, programsOf, type NodePlan } from "./random-program.ts";
import { referenceRun } from "./reference-walker.ts";

const sorted = (state: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(state).toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** Runs a program for real and notes what each step saw. */
async function realRun(plans: readonly NodePlan[]) {
  const seen: string[] = [];
  const { program, steps } = programsOf(plans, (node, state) => seen.push(`${node} ${sorted({ ...state })}`));
  const events: RunEvent[] = [];
  const result = await run(program, {}, { entry: "Start", onEvent: (event) => events.push(event) }).done;
  return { program, steps, result, events, seen: seen.toSorted() };
}

test("a run does what the reference walker does, whichever branch is faster", async () => {
  const statuses = { completed: 0, failed: 0 };
  let forked = 0;
  let severalEnds = 0;
  await fc.assert(
    fc.asyncProperty(nodePlans(10), async (plans) => {
      const real = await realRun(plans);
      const reference = referenceRun(real.program.graph, real.program.state, real.steps, 0);
      statuses[reference.status]++;
      expect(real.result.status).toBe(reference.status);
      if (reference.status === "failed") return;
      if (real.events.some((event) => event.type === "step-completed" && event.next.length > 1)) forked++;
      if (reference.ends.length > 1) severalEnds++;
      expect(real.seen).toEqual(reference.seen);
      expect(reference.ends).toContain(sorted(real.result.state));
    }),
    { numRuns: 600 },
  );
  // A property that looked at one kind of run alone would prove little.
  expect(statuses.completed).toBeGreaterThan(100);
  expect(statuses.failed).toBeGreaterThan(20);
  expect(forked).toBeGreaterThan(100);
  expect(severalEnds).toBeGreaterThan(10);
});

test("the same input gives the same states when handlers take other times", async () => {
  await fc.assert(
    fc.asyncProperty(
      nodePlans(9),
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 9, maxLength: 9 }),
      async (plans, turns) => {
        const one = await realRun(plans);
        const other = await realRun(plans.map((plan, i) => ({ ...plan, turns: turns[i] ?? 0 })));
        expect(other.result.status).toBe(one.result.status);
        if (one.result.status === "completed") expect(other.seen).toEqual(one.seen);
      },
    ),
    { numRuns: 200 },
  );
});
