import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import type { Journal, JournalRecord } from "../../src/runtime/journal.ts";
import { createMemoryJournal } from "../../src/runtime/memory-journal.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, testState, type TestProgram } from "./program-of.ts";
import { nodePlans, programsOf } from "./random-program.ts";

const state = {
  ...testState,
  stream: key(z.custom<object>(), { transient: true }),
  question: key(z.string(), { pii: true, input: true }),
};

const chain: TestProgram = {
  edges: "Start -> A -> B -> End",
  state,
  steps: { A: () => ({ a: 1, stream: {} }), B: () => ({ question: "…" }) },
};

/** A journal that holds the first records of another one, as a crash would leave it. */
async function cutOff(journal: Journal, runId: string, count: number): Promise<Journal> {
  const left = createMemoryJournal();
  for (const record of (await journal.read(runId)).slice(0, count)) await left.append(record);
  return left;
}

test("a completion is a record: patch without live values, personal keys named", async () => {
  const journal = createMemoryJournal();
  const program = programOf(chain);
  const result = await run(program, { question: "?" }, { journal, runId: "run_1" }).done;
  expect(result.status).toBe("completed");
  const records = await journal.read("run_1");
  expect(records.map(({ key: name, patch, personal }) => ({ name, patch, personal }))).toEqual([
    { name: "Start#0", patch: { question: "?" }, personal: ["question"] },
    { name: "Start#1", patch: {}, personal: [] },
    { name: "A#1", patch: { a: 1 }, personal: [] },
    { name: "B#1", patch: { question: "…" }, personal: ["question"] },
    { name: "End#1", patch: {}, personal: [] },
  ]);
  expect(records.every((record) => record.graph_hash === program.graph.hash)).toBe(true);
  expect(await journal.read("unknown")).toEqual([]);
});

test("the run waits for a record to be written, unless the step only computes", async () => {
  const writing: { record: JournalRecord; done: () => void }[] = [];
  const journal: Journal = {
    append: (record) => new Promise((resolve) => writing.push({ record, done: resolve })),
    read: () => [],
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const program = programOf({
    edges: "Start -> A -> B -> End",
    steps: { A: { pure: true, run: () => undefined } },
  });
  const { done } = run(program, {}, { journal });
  const written = (): string[] => writing.map((one) => one.record.key);
  await turn();
  expect(written()).toEqual(["Start#0"]);
  writing[0]?.done();
  await turn();
  expect(written()).toEqual(["Start#0", "Start#1"]);
  writing[1]?.done();
  await turn();
  // A's record is on its way, and B has run.
  expect(written()).toEqual(["Start#0", "Start#1", "A#1", "B#1"]);
  writing[3]?.done();
  await turn();
  writing[4]?.done();
  expect((await done).status).toBe("completed");
});

test("a record that cannot be written fails the run, one of a pure step does not", async () => {
  const failingAt = (name: string, how: () => Promise<void> | void): Journal => ({
    append: (record) => (record.node === name && record.visit > 0 ? how() : undefined),
    read: () => [],
  });
  const reject = (): Promise<void> => Promise.reject(new Error("disk full"));
  const raise = (): void => {
    throw new Error("disk full");
  };
  const program = programOf({
    edges: "Start -> A -> B -> End",
    steps: { A: { pure: true, run: () => undefined } },
  });
  for (const how of [reject, raise]) {
    const result = await run(program, {}, { journal: failingAt("B", how), runId: "run_1" }).done;
    expect(result.error).toMatchObject({
      code: "journal-failed",
      message: "The journal of run `run_1` could not be used: disk full",
    });
  }
  expect((await run(program, {}, { journal: failingAt("A", reject) }).done).status).toBe("completed");
});

test("a resumed run does not run finished steps again and comes to the same state", async () => {
  const journal = createMemoryJournal();
  const ran: string[] = [];
  const program = programOf({
    edges: "Start -> A -> B -> C -> End",
    steps: {
      A: () => void ran.push("A"),
      B: ({ state: seen }) => {
        ran.push("B");
        return { a: Number(seen["a"]) + 1 };
      },
      C: ({ state: seen, run: { visit } }) => {
        ran.push(`C${visit}`);
        return { b: Number(seen["a"]) };
      },
    },
  });
  await run(program, { a: 1 }, { journal, runId: "run_1" }).done;
  ran.length = 0;
  const left = await cutOff(journal, "run_1", 4);
  const result = await run(program, {}, { journal: left, runId: "run_1", resume: true, recordPath: true })
    .done;
  expect(ran).toEqual(["C1"]);
  expect(result).toMatchObject({ status: "completed", state: { a: 2, b: 2 }, steps: 5 });
  expect(result.path.map((entry) => entry.node)).toEqual(["Start", "A", "B", "C", "End"]);
  expect(await left.read("run_1")).toHaveLength(6);
});

test("live values of the input come from who resumes, all others from the journal", async () => {
  const journal = createMemoryJournal();
  const program = programOf({
    ...chain,
    state: { ...state, stream: key(z.custom<object>(), { transient: true, input: true }) },
    steps: {},
  });
  const stream = { live: true };
  await run(program, { question: "old", stream: {} }, { journal, runId: "run_1" }).done;
  const left = await cutOff(journal, "run_1", 2);
  const result = await run(
    program,
    { question: "new", stream },
    { journal: left, runId: "run_1", resume: true },
  ).done;
  expect(result.state).toEqual({ question: "old", stream });
});

describe("live values of finished steps", () => {
  const calls: string[] = [];
  const live = (policy: TestProgram["policy"], access: "read" | "write", broken = false): TestProgram => ({
    edges: "Start -> A -> B -> End",
    state,
    policy,
    stores: { A: { Notes: access } },
    steps: {
      A: {
        writes: ["a", "stream"],
        run: () => {
          calls.push("A");
          if (broken) throw new Error("gone for good");
          return { a: calls.length, stream: { number: calls.length } };
        },
      },
      B: ({ state: seen }) => ({ b: (seen["stream"] as { number: number } | undefined)?.number ?? 0 }),
    },
  });
  async function resumed(program: TestProgram, again = program) {
    calls.length = 0;
    const journal = createMemoryJournal();
    const stores = { Notes: { read: {}, write: {} } };
    await run(programOf(program), { question: "?" }, { journal, runId: "run_1", stores }).done;
    const left = await cutOff(journal, "run_1", 3);
    const options = { journal: left, runId: "run_1", resume: true, stores } as const;
    const result = await run(programOf(again), {}, options).done;
    return { result, records: await left.read("run_1") };
  }

  test("come from running the step once more, and all else stays as it was recorded", async () => {
    const { result, records } = await resumed(live({}, "read"));
    expect(calls).toEqual(["A", "A"]);
    expect(result).toMatchObject({ status: "completed", state: { a: 1, stream: { number: 2 }, b: 2 } });
    expect(records.map((record) => record.key)).toEqual(["Start#0", "Start#1", "A#1", "B#1", "End#1"]);
  });

  test("are gone when the step writes to a store and nobody says that a second time does no harm", async () => {
    const { result } = await resumed(live({}, "write"));
    expect(calls).toEqual(["A"]);
    expect(result.state).toEqual({ question: "?", a: 1, b: 0 });
    await resumed(live({ A: { idempotent: "notes have keys" } }, "write"));
    expect(calls).toEqual(["A", "A"]);
  });

  test("that cannot be had again end the run with the reason", async () => {
    const { result } = await resumed(live({}, "read"), live({}, "read", true));
    expect(result.error).toMatchObject({
      code: "resume-impossible",
      message: "Step `A` failed when it was run again for its live values (`stream`): gone for good",
    });
  });
});

test("a step that failed is run again, one that took its `error` edge is not", async () => {
  const journal = createMemoryJournal();
  let broken = true;
  let failures = 0;
  const program = programOf({
    edges: "Start -> A -> End, A -error-> B -> End",
    steps: {
      A: () => {
        failures++;
        throw new Error("always");
      },
      B: () => {
        if (broken) throw new Error("for now");
      },
    },
  });
  const options = { journal, runId: "run_1" };
  expect((await run(program, {}, options).done).status).toBe("failed");
  broken = false;
  const result = await run(program, {}, { ...options, resume: true }).done;
  expect(result).toMatchObject({
    status: "completed",
    state: { step_error: { message: "always", node: "A" } },
  });
  expect(failures).toBe(1);
});

test("a run is resumed on its own graph only", async () => {
  const journal = createMemoryJournal();
  const options = { journal, runId: "run_1" };
  await run(programOf({ edges: "Start -> A -> End" }), {}, options).done;
  const result = await run(programOf({ edges: "Start -> B -> End" }), {}, { ...options, resume: true }).done;
  expect(result.error).toMatchObject({
    code: "graph-changed",
    hint: expect.stringContaining("start a new run"),
  });
  expect(result.error?.message).toMatch(/^Run `run_1` went on another graph \([0-9a-f]{12}…\)/);
});

test("a run that the journal does not know cannot be resumed", async () => {
  const program = programOf({ edges: "Start -> End" });
  const unknown = await run(program, {}, { journal: createMemoryJournal(), runId: "run_9", resume: true })
    .done;
  expect(unknown.error).toMatchObject({
    code: "resume-impossible",
    message: "The journal does not know how run `run_9` started.",
  });
  const without = await run(program, {}, { resume: true }).done;
  expect(without.error).toMatchObject({ code: "resume-impossible" });
});

test("wherever a run is cut off, it comes to the same end when it is resumed", async () => {
  let cut = 0;
  await fc.assert(
    fc.asyncProperty(nodePlans(9), fc.nat(), async (plans, seed) => {
      const journal = createMemoryJournal();
      const options = { entry: "Start", journal, runId: "run_1" };
      const whole = await run(programsOf(plans).program, {}, options).done;
      const records = await journal.read("run_1");
      const kept = 1 + (seed % records.length);
      const left = await cutOff(journal, "run_1", kept);
      const again: string[] = [];
      const { program } = programsOf(plans, (node) => again.push(node));
      const resumed = await run(program, {}, { ...options, journal: left, resume: true }).done;
      expect(resumed.status).toBe(whole.status);
      if (whole.status !== "completed") return;
      cut++;
      expect(resumed.steps).toBe(whole.steps);
      // The first record is that of the input.
      expect(again).toHaveLength(whole.steps - (kept - 1));
    }),
    { numRuns: 150 },
  );
  expect(cut).toBeGreaterThan(30);
});
