import { beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "../../src/checks/facts.ts";
import { stepRows } from "../../src/documents/step-row.ts";
import type { StepStatus } from "../../src/documents/step-status.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { projectFacts } from "./project-facts.ts";

let facts: Facts & { readonly graph: Graph };
beforeAll(async () => {
  facts = await projectFacts();
});

function statusOf(node: string, some: Facts): StepStatus | undefined {
  return stepRows(some).find(({ entry }) => entry.node_id === node)?.status;
}

describe("the status of a step", () => {
  test("is the best one for a step that is loaded, led to and tested", () => {
    expect(statusOf("StreamSetup", facts)).toMatchObject({ kind: "implemented", next: null });
  });

  test("is `not fully exercised` without a test of its own, whether or not others name it", () => {
    const others = facts.tests?.filter(({ path }) => !path.endsWith("/StreamSetup.test.ts")) ?? [];
    expect(statusOf("StreamSetup", { ...facts, tests: others })).toMatchObject({
      kind: "not-exercised",
      why: "other tests name it, and no test is called after it",
    });
    expect(statusOf("StreamSetup", { ...facts, tests: null })).toMatchObject({
      kind: "not-exercised",
      why: "no test names it",
    });
  });

  test("is `missing` without a handler", () => {
    const code = facts.code && { ...facts.code, steps: facts.graph.nodes.map(() => null) };
    expect(statusOf("StreamSetup", { ...facts, code })).toMatchObject({
      kind: "missing",
      why: "no handler of this node exists",
    });
  });

  test("is `not reachable` where no entry leads to", () => {
    expect(statusOf("StreamSetup", { ...facts, graph: { ...facts.graph, entries: [] } })).toMatchObject({
      kind: "not-reachable",
      next: "ragstep connect <from> StreamSetup",
    });
  });

  test("is `deprecated` for a step that keeps its number alone", () => {
    expect(statusOf("VectorReindex", facts)?.kind).toBe("deprecated");
  });
});
