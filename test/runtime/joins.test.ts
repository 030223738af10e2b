import { expect, test } from "vitest";
import { z } from "zod";
import { key } from "../../src/definition/state.ts";
import type { RunOptions, RunResult } from "../../src/runtime/options.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, testState, type TestProgram } from "./program-of.ts";

const nodesOf = (result: RunResult): string[] => result.path.map((entry) => entry.node);
const runOf = (described: TestProgram, options: RunOptions = {}): Promise<RunResult> =>
  run(programOf(described), {}, { ...options, recordPath: true }).done;
const later = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

test("with one live branch a node with many edges in never waits", async () => {
  const result = await runOf({
    edges:
      "Start -> Choice, Choice -left-> A -> Merge, Choice -right-> B -> Merge -> Again, Again -yes-> Choice, Again -no-> End",
    steps: {
      Choice: ({ run: { visit } }) => (visit === 1 ? "left" : "right"),
      Again: ({ run: { visit } }) => (visit === 1 ? "yes" : "no"),
    },
  });
  expect(nodesOf(result)).toEqual([
    "Start",
    "Choice",
    "A",
    "Merge",
    "Again",
    "Choice",
    "B",
    "Merge",
    "Again",
    "End",
  ]);
});

test("a join waits no longer once the other branch has turned away", async () => {
  const result = await runOf({
    edges:
      "Start -> Fork, Fork -> A -> Join -> End, Fork -> Choice, Choice -join-> Join, Choice -leave-> Far -> EndFar",
    steps: {
      Choice: async () => {
        await later();
        return "leave";
      },
      Far: () => later(),
    },
  });
  expect(nodesOf(result)).toEqual(["Start", "Fork", "A", "Choice", "Join", "End", "Far", "EndFar"]);
});

test("a decision may take several ways, which then run at the same time and meet again", async () => {
  const steps = {
    Choice: () => ["news", "faq", "news"],
    Faq: () => ({ list: ["faq"] }),
    News: () => ({ list: ["news"] }),
  };
  const result = await runOf({
    edges:
      "Start -> Choice, Choice -faq-> Faq -> Join, Choice -law-> Law -> Join, Choice -news-> News -> Join -> End",
    steps,
  });
  expect(result.path[1]).toMatchObject({ node: "Choice", outcome: ["faq", "news"], next: ["Faq", "News"] });
  expect(result.state).toEqual({ list: ["faq", "news"] });
  expect(nodesOf(result)).toEqual(["Start", "Choice", "Faq", "News", "Join", "End"]);
});

test("of branches that all wait for each other, the join first in the diagram goes on", async () => {
  const result = await runOf({
    edges:
      "Start -> Fork, Fork -> One, Fork -> Two, One -> ToTwo, ToTwo -go-> Two, ToTwo -end-> End, Two -> ToOne, ToOne -go-> One, ToOne -end-> End",
    steps: { ToTwo: () => "go", ToOne: () => "end" },
  });
  expect(result.status).toBe("completed");
  // Two waits until the branch that went through One is there, then both go on as one.
  expect(nodesOf(result)).toEqual(["Start", "Fork", "One", "ToTwo", "Two", "ToOne", "End"]);
});

test("branches that fork again meet join by join", async () => {
  const add = (name: string) => () => ({ list: [name] });
  const result = await runOf({
    edges: "Start -> Fork, Fork -> A -> A1 -> Inner -> Outer -> End, A -> A2 -> Inner, Fork -> B -> Outer",
    steps: { A1: add("A1"), A2: add("A2"), B: async () => later().then(add("B")) },
  });
  expect(result.state).toEqual({ list: ["A1", "A2", "B"] });
  expect(nodesOf(result).filter((node) => node === "Inner" || node === "Outer")).toEqual(["Inner", "Outer"]);
});

test("a branch that overwrites what was written before the fork wins over one that did not touch it", async () => {
  const result = await runOf({
    edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
    steps: { Start: () => ({ a: 1, b: 1 }), A: () => ({ a: 2, b: 1 }), B: () => ({ b: 3 }) },
  });
  expect(result.state).toEqual({ a: 2, b: 3 });
});

test("a value written between two forks is no conflict for the branches behind it", async () => {
  const result = await runOf({
    edges: "Start -> Fork, Fork -> Write -> Again -> A -> Join -> End, Again -> B -> Join, Fork -> C -> Join",
    steps: { Write: () => ({ a: 1 }), A: () => ({ a: 2 }) },
  });
  expect(result).toMatchObject({ status: "completed", state: { a: 2 } });
});

test("equal values are no conflict, however deep", async () => {
  const state = { ...testState, deep: key(z.object({ list: z.array(z.number()) })) };
  const result = await runOf({
    edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
    state,
    steps: { A: () => ({ deep: { list: [1] } }), B: () => ({ deep: { list: [1] } }) },
  });
  expect(result).toMatchObject({ status: "completed", state: { deep: { list: [1] } } });
});

test.each([
  ["append", "append", [1], [1, 2], [1, 3], [1, 2, 3]],
  ["append, where one starts anew", "append", [1], [2], [1, 3], [2, 3]],
  ["union", "union", undefined, [1, 2], [2, 3], [1, 2, 3]],
  [
    "unionBy",
    { unionBy: "id" },
    undefined,
    [{ id: 1, n: 1 }],
    [{ id: 1, n: 2 }, { id: 2 }],
    [{ id: 1, n: 1 }, { id: 2 }],
  ],
  ["sum", "sum", 10, 12, 13, 15],
  ["max", "max", undefined, 4, 9, 9],
  ["min", "min", undefined, 4, 9, 4],
  [
    "a function",
    (ours: unknown, theirs: unknown) => `${String(ours)}+${String(theirs)}`,
    undefined,
    "a",
    "b",
    "a+b",
  ],
] as const)(
  "two branches' values are merged by the rule %s",
  async (_, merge, before, ours, theirs, merged) => {
    const result = await runOf({
      edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
      state: { value: key(z.unknown(), { merge }) },
      // The second is faster, which must not matter.
      steps: {
        Start: () => ({ value: before }),
        A: async () => later().then(() => ({ value: ours })),
        B: () => ({ value: theirs }),
      },
    });
    expect(result.error).toBeUndefined();
    expect(result.state).toEqual({ value: merged });
  },
);

test("branches do not see what others write before they meet", async () => {
  const seen: unknown[] = [];
  await runOf({
    edges: "Start -> Fork, Fork -> A -> A2 -> Join -> End, Fork -> B -> Join",
    steps: {
      A: () => later(),
      A2: ({ state }) => void seen.push(state["b"]),
      B: () => ({ b: 1 }),
      Join: ({ state }) => void seen.push(state["b"]),
    },
  });
  expect(seen).toEqual([undefined, 1]);
});

test("a wide fork of 300 branches meets in one join", async () => {
  const names = Array.from({ length: 300 }, (_, i) => `B${i}`);
  const result = await runOf({
    edges: names.map((name) => `Fork -> ${name} -> Join`).join(", ") + ", Start -> Fork, Join -> End",
    steps: Object.fromEntries(
      names.map((name, i) => [name, async () => (i % 3 === 0 ? later() : undefined, { list: [name] })]),
    ),
  });
  expect(result.steps).toBe(304);
  expect(result.state).toEqual({ list: names });
});
