import { expect, test } from "vitest";
import { run } from "../../src/runtime/run.ts";
import { programOf } from "./program-of.ts";

test("a chain runs its handlers in order and gives the state at its end", async () => {
  const program = programOf({
    edges: "Start -> A -> B -> End",
    steps: { A: () => ({ a: 1 }), B: async ({ state }) => ({ b: Number(state["a"]) + 1 }) },
  });
  const result = await run(program, {}, { recordPath: true, strict: true }).done;
  expect(result).toMatchObject({ status: "completed", entry: "Start", steps: 4, state: { a: 1, b: 2 } });
  expect(result.path.map((entry) => entry.node)).toEqual(["Start", "A", "B", "End"]);
});

test("a decision follows the edge of its outcome and may patch", async () => {
  const program = programOf({
    edges: "Start -> Choice, Choice -yes-> A -> End, Choice -no-> B -> End",
    steps: {
      Choice: () => ({ outcome: "no", patch: { a: 7 } }),
      B: ({ state }) => ({ b: Number(state["a"]) }),
    },
  });
  const result = await run(program, {}, { recordPath: true }).done;
  expect(result.state).toEqual({ a: 7, b: 7 });
  expect(result.path.map((entry) => entry.node)).toEqual(["Start", "Choice", "B", "End"]);
  expect(result.path[1]).toMatchObject({ outcome: "no", next: ["B"] });
});

test("a fork runs its branches at the same time and the join runs once on what they wrote", async () => {
  const order: string[] = [];
  const slow = (name: string, patch: object, turns: number) => async () => {
    for (let i = 0; i < turns; i++) await Promise.resolve();
    order.push(name);
    return patch;
  };
  const program = programOf({
    edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
    steps: {
      A: slow("A", { a: 1, list: ["from A"] }, 9),
      B: slow("B", { b: 2, list: ["from B"] }, 1),
    },
  });
  const result = await run(program, {}, { recordPath: true }).done;
  expect(order).toEqual(["B", "A"]);
  expect(result.state).toEqual({ a: 1, b: 2, list: ["from A", "from B"] });
  expect(result.path.filter((entry) => entry.node === "Join")).toHaveLength(1);
});
