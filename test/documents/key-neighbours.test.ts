import { beforeAll, expect, test } from "vitest";
import type { StepDeclaration } from "../../src/definition/step.ts";
import { keyNeighbours } from "../../src/documents/key-neighbours.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { projectFacts } from "./project-facts.ts";

let graph: Graph;
let steps: readonly (StepDeclaration | null)[];
beforeAll(async () => {
  const facts = await projectFacts();
  ({ graph } = facts);
  steps = facts.code?.steps ?? [];
});

/** The slow way: from the reader backwards, edge by edge. */
function writersByHand(reader: number, key: string): readonly string[] {
  const seen = new Set<number>();
  const found = new Set<number>();
  const back = (index: number): void => {
    for (const { source } of graph.nodes[index]?.in ?? []) {
      if (seen.has(source)) continue;
      seen.add(source);
      if (steps[source]?.writes.includes(key) === true) found.add(source);
      else back(source);
    }
  };
  back(reader);
  return graph.nodes.filter(({ index }) => found.has(index)).map(({ id }) => id);
}

test("every key of every step has the writers that a walk backwards finds", () => {
  const neighbours = keyNeighbours(graph, steps);
  let compared = 0;
  for (const [index, step] of steps.entries()) {
    for (const key of [...(step?.reads ?? []), ...Object.keys(step?.optional ?? {})]) {
      expect(neighbours.writersBefore(index, key), `${key} of ${step?.node}`).toEqual(
        writersByHand(index, key),
      );
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(300);
});

test("a writer and a reader name each other", () => {
  const neighbours = keyNeighbours(graph, steps);
  const at = (id: string): number => graph.indexOf.get(id) ?? -1;
  expect(neighbours.readersAfter(at("StreamSetup"), "sse_headers")).toEqual(["StreamResponse"]);
  expect(neighbours.writersBefore(at("StreamResponse"), "sse_headers")).toEqual(["StreamSetup"]);
});
