import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import { FatalStepError, RagstepError } from "../../src/diagnostics/errors.ts";
import { runtimeCodes } from "../../src/runtime/codes.ts";
import type { RunOptions, RunResult } from "../../src/runtime/options.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, testState, type TestHandler, type TestProgram } from "./program-of.ts";

const runOf = (described: TestProgram, options: RunOptions = {}, input = {}): Promise<RunResult> =>
  run(programOf(described), input, options).done;

/** A chain with one handler of interest. */
const withStep = (handler: TestHandler, options: RunOptions = {}): Promise<RunResult> =>
  runOf({ edges: "Start -> Work -> End", steps: { Work: handler } }, options);

test("a handler that throws fails the run with its message, the step and its number", async () => {
  const result = await withStep(() => {
    throw new Error("no paper");
  });
  expect(result.status).toBe("failed");
  expect(result.error).toMatchObject({
    code: "step-failed",
    message: "Step `Work` (2) failed: no paper",
    node: "Work",
  });
});

test("a handler's own error code is the run's", async () => {
  const result = await withStep(async () => {
    throw new RagstepError("printer-empty", "No paper.", { hint: "fill it" });
  });
  expect(result.error).toMatchObject({ code: "printer-empty", hint: "fill it" });
});

test.each([
  ["a string", "out of paper", "'out of paper'"],
  ["nothing", undefined, "undefined"],
  ["an object", { status: 3 }, "{ status: 3 }"],
])("a handler that throws %s is told so", async (_, thrown, shown) => {
  const result = await withStep(() => {
    // oxlint-disable-next-line typescript/only-throw-error -- what is tested
    throw thrown;
  });
  expect(result.error).toMatchObject({ code: "step-threw-non-error" });
  expect(result.error?.message).toBe(
    `Step \`Work\` (2) failed: A value that is no Error was thrown: ${shown}.`,
  );
});

test("a fatal error is not tried again", async () => {
  let tries = 0;
  const result = await runOf({
    edges: "Start -> Work -> End",
    steps: {
      Work: () => {
        tries++;
        throw new FatalStepError("The paper burned.");
      },
    },
    policy: { Work: { retry: { attempts: 5, backoff_ms: 0, factor: 1, jitter: 0 } } },
  });
  expect(tries).toBe(1);
  expect(result.error).toMatchObject({
    code: "step-fatal",
    message: "Step `Work` (2) failed: The paper burned.",
  });
});

test.each([
  [
    "a label that is not drawn",
    "Yess",
    'Decision `Choice` returned "Yess", expected one of its labels `Yes`, `No`. Did you mean `Yes`?',
  ],
  ["nothing", undefined, "Decision `Choice` returned nothing, expected one of its labels `Yes`, `No`."],
  ["an empty list", [], "Decision `Choice` returned a list, expected one of its labels `Yes`, `No`."],
  [
    "a list with an unknown label",
    ["Yes", "Maybe"],
    'Decision `Choice` returned "Maybe", expected one of its labels `Yes`, `No`.',
  ],
  [
    "an object without outcome",
    { patch: {} },
    "Decision `Choice` returned nothing, expected one of its labels `Yes`, `No`.",
  ],
  ["a number", 1, "Decision `Choice` returned a number, expected one of its labels `Yes`, `No`."],
])("a decision that returns %s fails", async (_, returned, message) => {
  const result = await runOf({
    edges: "Start -> Choice, Choice -Yes-> End, Choice -No-> Work -> End",
    steps: { Choice: () => returned },
  });
  expect(result.error).toMatchObject({ code: "outcome-unknown", message, node: "Choice" });
});

test.each([
  ["a list", [1], "returned a list as its patch"],
  ["null", null, "returned null as its patch"],
  ["a number", 5, "returned a number as its patch"],
  ["a string", "done", 'returned "done" as its patch'],
])("a handler that returns %s for a patch fails", async (_, returned, message) => {
  const result = await withStep(() => returned);
  expect(result.error).toMatchObject({ code: "patch-invalid" });
  expect(result.error?.message).toContain(message);
});

test("a patch with an undeclared key fails and names the nearest declared one", async () => {
  const result = await runOf({
    edges: "Start -> Work -> End",
    steps: { Work: { writes: ["list"], run: () => ({ lst: [] }) } },
  });
  expect(result.error).toMatchObject({
    code: "patch-invalid",
    message:
      "Step `Work` returned the key `lst`, which it does not declare and no state key is called. Did you mean `list`?",
    hint: 'writes: ["list", "lst"]',
  });
  expect(result.state).toEqual({});
});

test("a patch with a `__proto__` key fails and changes no prototype", async () => {
  const result = await withStep(() => JSON.parse('{"a": 1, "__proto__": {"polluted": true}}'));
  expect(result.error).toMatchObject({ code: "patch-invalid" });
  expect(result.error?.message).toContain("`__proto__`");
  expect({}).not.toHaveProperty("polluted");
  expect(result.state).toEqual({});
});

test("a planned step that is reached fails the run", async () => {
  const planned = { edges: "Start -> Work -> End", steps: { Work: null } };
  expect((await runOf(planned)).error).toMatchObject({
    code: "step-not-written",
    message: "The run reached step `Work`, which has no handler.",
  });
  const result = await runOf({ ...planned, policy: { Work: { status: { kind: "planned" } } } });
  expect(result.error?.message).toBe("The run reached step `Work`, which is only planned.");
});

test("a loop without an end fails with the way round", async () => {
  const result = await runOf({
    edges: "Start -> A -> B -> Again, Again -yes-> A, Again -no-> End",
    steps: { Again: () => "yes" },
    policy: { A: { max_visits: 4 } },
  });
  expect(result.error).toMatchObject({
    code: "max-visits-exceeded",
    message:
      "Step `A` was to be visited more than 4 times, which is its `max_visits`: `A` → `B` → `Again` → `A`.",
    hint: "max_visits: 8",
  });
});

test("25 visits are allowed when the registry does not say", async () => {
  let visits = 0;
  const result = await runOf({
    edges: "Start -> A -> Again, Again -yes-> A, Again -no-> End",
    steps: { A: () => void visits++, Again: () => "yes" },
  });
  expect(visits).toBe(25);
  expect(result.error).toMatchObject({ code: "max-visits-exceeded" });
});

test("branches that set one key to different values fail, naming both steps", async () => {
  const result = await runOf({
    edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
    steps: { A: () => ({ a: 1 }), B: () => ({ a: 2 }) },
  });
  expect(result.error).toMatchObject({ code: "merge-conflict", hint: 'a: key(…, { merge: "append" })' });
  expect(result.error?.message).toContain("changed `a` to different values, `A` one and `B` the other");
});

test("a merge rule that meets a value it is not made for fails, naming both steps", async () => {
  const result = await runOf({
    edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
    steps: { A: () => ({ list: ["x"] }), B: () => ({ list: "y" }) },
  });
  expect(result.error).toMatchObject({ code: "merge-impossible" });
  expect(result.error?.message).toBe(
    "The merge rule of `list` could not merge what `A` and `B` wrote. The rule expects a list.",
  );
});

test("an entry that is not drawn fails with the entries and the nearest name", async () => {
  const result = await runOf({ edges: "Start -> Work -> End" }, { entry: "Sart" });
  expect(result.error).toMatchObject({
    code: "entry-unknown",
    message: "No step of the diagram is called `Sart`; its entries are: `Start`. Did you mean `Start`?",
  });
});

test("with several entries and no `Start` one has to be named", async () => {
  const program = { edges: "StartA -> Work, StartB -> Work -> End" };
  expect((await runOf(program)).error).toMatchObject({
    code: "entry-ambiguous",
    message: "The diagram has no `Start`, and its entries are: `StartA`, `StartB`.",
    hint: 'run(program, input, { entry: "StartA" })',
  });
  expect((await runOf(program, { entry: "StartB" })).status).toBe("completed");
  expect((await runOf({ edges: "StartA -> End" })).entry).toBe("StartA");
});

test("an input that does not fit is told with everything that is wrong", async () => {
  const state = {
    ...testState,
    question: key(z.string(), { input: true }),
    limit: key(z.number().default(3), { input: true }),
    made: key(z.number()),
  };
  const described = { edges: "Start -> End", state };
  const result = await runOf(described, {}, { limitt: 1, made: 1, a: "x" });
  expect(result.error).toMatchObject({ code: "input-invalid" });
  expect(result.error?.message).toContain(
    "`limitt` is no state key (did you mean `limit`?); `made` is not a key that the input gives",
  );
  expect(result.error?.message).toContain("`a`: ");
  expect(result.error?.message).toContain("`question` is missing");
  expect((await runOf(described, {}, { question: "?" })).state).toEqual({ question: "?", limit: 3 });
});

test("an input with a `__proto__` key is refused", async () => {
  const result = await runOf({ edges: "Start -> End" }, {}, JSON.parse('{"__proto__": {"a": 1}}'));
  expect(result.error).toMatchObject({ code: "input-invalid" });
});

test("a run that starts in the middle takes any declared key", async () => {
  const result = await runOf({ edges: "Start -> Work -> End" }, { entry: "Work" }, { c: 3 });
  expect(result).toMatchObject({ status: "completed", state: { c: 3 }, steps: 2 });
});

test("a run that ends without an end node completes and has no response", async () => {
  const running = run(programOf({ edges: "Start -> Work", steps: { Work: () => ({ a: 1 }) } }), {});
  await expect(running.response).rejects.toMatchObject({ code: "response-missing" });
  expect(await running.done).toMatchObject({ status: "completed", state: { a: 1 } });
});

test("what a failed run had come to is in its result", async () => {
  const result = await runOf({
    edges: "Start -> Fork, Fork -> A -> Bad -> End, Fork -> B -> C -> End",
    steps: {
      A: () => ({ a: 1 }),
      Bad: async () => {
        throw new Error("bad");
      },
    },
  });
  expect(result.state).toEqual({ a: 1 });
});

test("every code of the table is met in a test", () => {
  const texts = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.ts"));
  const all = texts.map((name) => readFileSync(`${import.meta.dirname}/${name}`, "utf8")).join("\n");
  // A mistake of the engine cannot be provoked from outside.
  const codes = Object.keys(runtimeCodes).filter((code) => code !== "engine-failed");
  expect(codes.filter((code) => !all.includes(`"${code}"`))).toEqual([]);
});
