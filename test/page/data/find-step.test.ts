import { describe, expect, test } from "vitest";
import { findStep, stepName } from "../../../page/src/data/find-step.ts";

describe("a step is found", () => {
  const node = (id: string, step: number | null, label: string) => ({
    id,
    step,
    label,
    step_id: `RAG.${id}`,
  });
  const graph = {
    nodes: [node("Start", 2, "User asks"), node("CallModel", 64, "Call it"), node("End", null, "End")],
  };
  const steps = graph as Parameters<typeof findStep>[0];

  test.each([
    ["64", "CallModel"],
    ["callmodel", "CallModel"],
    ["RAG.Start", "Start"],
    ["user asks", "Start"],
    ["64 CallModel", "CallModel"],
    ["asks", "Start"],
    ["call", "CallModel"],
    ["6", null],
    ["a", null],
    [" ", null],
  ])("by %j", (text, id) => {
    expect(findStep(steps, text)).toBe(id);
  });

  test("by the name that it is offered under", () => {
    for (const { id } of graph.nodes) expect(findStep(steps, stepName(steps, id))).toBe(id);
  });
});
