import { expect, test } from "vitest";
import { z } from "zod";
import { stateAfter, stateAtEnd, stateBefore } from "../../../page/src/model/state-at.ts";
import type { StateAt } from "../../../page/src/model/state-at.ts";
import { stateDiff } from "../../../page/src/model/state-diff.ts";
import { notShown, toldOf } from "../../../page/src/model/told.ts";
import type { RunModel } from "../../../page/src/model/run-model.ts";
import { key } from "../../../src/definition/state.ts";
import { programOf, testState } from "../../runtime/program-of.ts";
import { runProgram, runRequest } from "./recorded-run.ts";

function placeOf(model: RunModel, node: string): number {
  return model.visits.findIndex((visit) => visit.node === node);
}

function valuesOf(state: StateAt): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...state].map(([name, { value }]) => [name, value.kind === "value" ? value.value : value.kind]),
  );
}

test("a step's state is what came before it, and after it what it wrote is there too", async () => {
  const { model } = await runRequest("json-answer");
  expect([...stateBefore(model, 0).values()].every(({ by }) => by === null)).toBe(true);
  for (const { index, patch } of model.visits) {
    const changed = stateDiff(stateBefore(model, index), stateAfter(model, index));
    const touched = changed.filter(({ kind }) => kind !== "same").map((change) => change.key);
    expect(touched).toEqual(Object.keys(patch).toSorted());
  }
});

test("on one branch nothing is seen of the branch beside it until they meet", async () => {
  const { model } = await runProgram(
    programOf({
      edges: "Start -> Fork, Fork -> A -> A2 -> Join, Fork -> B -> Join, Join -> End",
      steps: { A: async () => ({ a: 1, list: ["a"] }), B: () => ({ b: 2, list: ["b"] }) },
    }),
    { list: ["input"] },
  );
  expect(valuesOf(stateBefore(model, placeOf(model, "A2")))).toMatchObject({ a: 1, list: ["a"] });
  expect(stateBefore(model, placeOf(model, "A2")).has("b")).toBe(false);
  expect(valuesOf(stateBefore(model, placeOf(model, "B")))).toMatchObject({ list: ["input"] });
  const met = stateBefore(model, placeOf(model, "Join"));
  expect(valuesOf(met)).toMatchObject({ a: 1, b: 2 });
  expect([met.get("a")?.merged, met.get("list")?.merged]).toEqual([false, true]);
  expect(valuesOf(stateAtEnd(model))).toMatchObject({ a: 1, b: 2 });
});

test("values inside lists and objects are told by their path", async () => {
  const { model } = await runProgram(
    programOf({
      edges: "Start -> Work -> End",
      state: { ...testState, box: key(z.unknown(), { input: "optional" }) },
      steps: { Work: () => ({ box: { items: [{ id: 1 }, { id: 5 }, { id: 2 }], "odd name": 1 } }) },
    }),
    { box: { items: [{ id: 1 }, { id: 2 }], gone: true } },
  );
  const place = placeOf(model, "Work");
  const box = stateDiff(stateBefore(model, place), stateAfter(model, place)).find((one) => one.key === "box");
  expect(box?.kind).toBe("changed");
  expect(box?.parts).toEqual([
    { path: "items[1]", kind: "added", before: null, after: { id: 5 } },
    { path: "gone", kind: "removed", before: true, after: null },
    { path: '["odd name"]', kind: "added", before: null, after: 1 },
  ]);
});

test("what is masked is told by its kind and size, and a change of it only when that shows", async () => {
  const personal = key(z.string(), { pii: true, input: "optional" });
  const recorded = await runProgram(
    programOf({
      edges: "Start -> Same -> Longer -> End",
      state: { ...testState, secret: personal },
      steps: {
        Same: { writes: ["secret"], run: () => ({ secret: "abd" }) },
        Longer: { writes: ["secret"], run: () => ({ secret: "abcd" }) },
      },
    }),
    { secret: "abc" },
    false,
  );
  const { model } = recorded;
  const kindAt = (node: string) => {
    const place = placeOf(model, node);
    return stateDiff(stateBefore(model, place), stateAfter(model, place)).find((one) => one.key === "secret");
  };
  expect(kindAt("Same")?.kind).toBe("rewritten");
  expect(kindAt("Longer")).toMatchObject({ kind: "changed", parts: [] });
  expect(toldOf(kindAt("Longer")?.after ?? { kind: "live" })).toBe("text, 4 characters, masked");
  expect(notShown({ kind: "masked", type: "list", size: 1 }, false)).toBe(
    "list, 1 item, too long to be kept",
  );
  expect(notShown({ kind: "live" })).toBe("live object, not kept");
});
