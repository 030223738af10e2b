import { expect, test } from "vitest";
import type { RecordedStep } from "../../src/recording/recording.ts";
import { takenEdges } from "../../src/recording/taken-edges.ts";
import { graphOf } from "../runtime/program-of.ts";

const graph = graphOf("Start -> Ask, Ask -yes-> Try, Ask -no-> End, Try -> End, Try -error-> End");

function visit(node: string, next: readonly string[], outcome: RecordedStep["outcome"] = null): RecordedStep {
  return { step: null, node, visit: 1, outcome, next, skipped: false, errorCode: null };
}

test("an edge is taken by the recordings that went along it, under its own label", () => {
  const { byEdge, undrawn } = takenEdges(graph, [
    {
      name: "one",
      path: [visit("Start", ["Ask"]), visit("Ask", ["Try"], "yes"), visit("Try", ["End"], "error")],
    },
    { name: "two", path: [visit("Start", ["Ask"]), visit("Ask", ["End"], "no")] },
  ]);
  expect(byEdge).toEqual(
    new Map([
      [0, ["one", "two"]],
      [1, ["one"]],
      [2, ["two"]],
      [4, ["one"]],
    ]),
  );
  expect(undrawn).toEqual([]);
});

test("a way that is not drawn is told once, with the recordings that went it", () => {
  const gone = visit("Start", ["Try"]);
  const { undrawn } = takenEdges(graph, [
    { name: "one", path: [gone, visit("Old", [])] },
    { name: "two", path: [gone] },
  ]);
  expect(undrawn).toEqual([
    { step: gone, target: "Try", recordings: ["one", "two"] },
    { step: visit("Old", []), target: null, recordings: ["one"] },
  ]);
});
