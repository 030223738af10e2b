import { expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import type { RunResult } from "../../src/runtime/options.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, testState, type TestContext, type TestStep } from "./program-of.ts";

const state = {
  ...testState,
  tax_code: key(z.string(), { pii: true, input: "optional" }),
  stream: key(z.custom<object>(), { transient: true }),
  nested: key(z.object({ items: z.array(z.object({ n: z.number() })) })),
};

const strictRun = (step: TestStep, input = {}): Promise<RunResult> =>
  run(programOf({ edges: "Start -> Work -> End", steps: { Work: step }, state }), input, { strict: true })
    .done;

const reading = (read: (context: TestContext) => unknown, step: Partial<TestStep> = {}): Promise<RunResult> =>
  strictRun({ ...step, run: (context) => void read(context) }, { a: 1 });

test("an undeclared read fails and names key, step and the nearest key", async () => {
  const result = await reading(({ state: seen }) => seen["lst"], { reads: ["list"] });
  expect(result.error).toMatchObject({
    code: "read-undeclared",
    message:
      "Step `Work` read `lst`, which it does not declare and no state key is called. Did you mean `list`?",
    node: "Work",
  });
  expect((await reading(({ state: seen }) => seen["a"])).error?.message).toBe(
    "Step `Work` read `a`, which it does not declare to read.",
  );
});

test("an undeclared read counts even when the handler catches it", async () => {
  const result = await strictRun({
    run({ state: seen }) {
      try {
        return seen["b"];
      } catch {
        return undefined;
      }
    },
  });
  expect(result.error).toMatchObject({ code: "read-undeclared" });
});

test("a required read of a key that nothing wrote fails, an optional one does not", async () => {
  expect((await reading(({ state: seen }) => seen["b"], { reads: ["b"] })).error).toMatchObject({
    code: "read-absent",
    message: "Step `Work` read `b`, which it requires and no step before it wrote.",
    hint: 'optional: { b: "what the step does without it" }',
  });
  expect((await reading(({ state: seen }) => seen["b"], { optional: { b: "counts as 0" } })).status).toBe(
    "completed",
  );
});

test("an undeclared key can be found in no other way either", async () => {
  const found: unknown[] = [];
  const result = await reading(
    ({ state: seen }) => found.push(Object.keys(seen), { ...seen }, JSON.stringify(seen)),
    {
      optional: { b: "fine" },
    },
  );
  expect(result.status).toBe("completed");
  expect(found).toEqual([[], {}, "{}"]);
  expect((await reading(({ state: seen }) => "a" in seen)).error).toMatchObject({ code: "read-undeclared" });
});

test.each([
  ["set", (seen: Record<string, unknown>) => (seen["a"] = 2)],
  ["deleted", (seen: Record<string, unknown>) => delete seen["a"]],
  ["defined", (seen: Record<string, unknown>) => Object.defineProperty(seen, "a", { value: 2 })],
])("a key that is %s on the state fails", async (_, change) => {
  const result = await reading(({ state: seen }) => change(seen), { reads: ["a"] });
  expect(result.error).toMatchObject({ code: "state-mutated", hint: "return { a: … }" });
  expect(result.state).toEqual({ a: 1 });
});

test("a value that does not fit its schema fails with the place in it", async () => {
  const result = await strictRun({ writes: ["nested"], run: () => ({ nested: { items: [{ n: "one" }] } }) });
  expect(result.error).toMatchObject({ code: "patch-invalid" });
  expect(result.error?.message).toMatch(
    /^Step `Work` wrote a `nested` that does not fit its schema: items\.0\.n: /,
  );
});

test("written values are frozen all the way down, live objects are not", async () => {
  const stream = { read: 0 };
  const result = await strictRun({
    writes: ["nested", "stream"],
    run: () => ({ nested: { items: [{ n: 1 }] }, stream }),
  });
  expect(result.status).toBe("completed");
  const nested: unknown = result.state["nested"];
  expect(Object.isFrozen(nested)).toBe(true);
  expect(Object.isFrozen(Object(nested).items[0])).toBe(true);
  expect(Object.isFrozen(stream)).toBe(false);
});

test("the input is frozen too", async () => {
  const result = await strictRun({ run: () => undefined }, { list: ["a"] });
  expect(Object.isFrozen(result.state["list"])).toBe(true);
});

test("an attribute that is not declared, or is personal data, cannot be logged", async () => {
  const logging = (attrs: Record<string, unknown>, declared: string[]): Promise<RunResult> =>
    strictRun({ attrs: declared, run: ({ log }) => log(attrs) });
  expect((await logging({ hits: 3 }, ["hit_count"])).error).toMatchObject({
    code: "attr-undeclared",
    message: "Step `Work` logged `hits`, which is not among its `attrs`.",
    hint: 'attrs: ["hit_count", "hits"]',
  });
  expect((await logging({ tax_code: "RSSMRA" }, [])).error).toMatchObject({ code: "attr-personal" });
  expect((await logging({}, ["tax_code"])).error).toMatchObject({
    code: "attr-personal",
    message: "Step `Work` lists `tax_code` in its `attrs`, which is personal data and may never be in a log.",
  });
  expect((await logging({ hit_count: 3 }, ["hit_count"])).status).toBe("completed");
});

test("nothing of this is checked when strict mode is off", async () => {
  const program = programOf({
    edges: "Start -> Work -> End",
    state,
    steps: { Work: { writes: ["b"], run: ({ state: seen }) => ({ b: seen["a"] }) } },
  });
  expect((await run(program, { a: 4 }).done).state).toEqual({ a: 4, b: 4 });
});
