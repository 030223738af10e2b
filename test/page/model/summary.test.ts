import { expect, test } from "vitest";
import { percent, summaryPaint } from "../../../page/src/model/summary-paint.ts";
import { edgeRows, sortedSteps, stepRows } from "../../../page/src/model/summary-rows.ts";
import type { RunsSummary } from "../../../src/server/api-schemas.ts";
import { graphView } from "../../../src/server/graph-view.ts";
import { noFiles } from "../../../src/server/project-files.ts";
import { programOf } from "../../runtime/program-of.ts";

const program = programOf({
  edges:
    "Start -> Known, Known -Yes-> Work, Known -No-> Other, Work -> End, Work -error-> Error500, Other -> End",
});
const graph = graphView(program, noFiles);
const times = (p50_ms: number, p95_ms: number) => ({ p50_ms, p95_ms, max_ms: p95_ms });
const node = (id: string, visits: number, more: Partial<RunsSummary["nodes"][number]> = {}) => ({
  id,
  visits,
  outcomes: {},
  errors: 0,
  retries: 0,
  times: times(1, 2),
  ...more,
});
const summary: RunsSummary = {
  runs: 4,
  by_status: { running: 0, completed: 3, failed: 1, cancelled: 0, interrupted: 0 },
  by_answer: { ok: 3, refused: 0, error: 1 },
  times: times(10, 200),
  nodes: [
    node("Start", 4),
    node("Known", 4, { outcomes: { Yes: 3 } }),
    node("Work", 3, { errors: 1, retries: 5, times: times(20, 180) }),
    node("Gone", 9),
  ],
  edges: [
    { source: "Start", target: "Known", label: null, count: 4 },
    { source: "Known", target: "Work", label: "Yes", count: 3 },
    { source: "Work", target: "End", label: null, count: 2 },
    { source: "Work", target: "Error500", label: null, count: 1 },
    { source: "Gone", target: "End", label: null, count: 9 },
  ],
};
const steps = stepRows(graph, summary);
const edges = edgeRows(graph, summary);

test("every step and edge of the diagram has its sums, and shares of what left its source", () => {
  expect(steps.map(({ node: id, visits }) => [id, visits])).toEqual([
    ["Start", 4],
    ["Known", 4],
    ["Work", 3],
    ["Other", 0],
    ["End", 0],
    ["Error500", 0],
  ]);
  expect(steps[1]?.outcomes).toEqual([{ outcome: "Yes", count: 3, share: 0.75 }]);
  expect(steps[2]).toMatchObject({ name: "3 Work", errors: 1, errorShare: 1 / 3, retries: 5, p95_ms: 180 });
  expect(edges.map(({ name, count, share }) => [name, count, share])).toEqual([
    ["Start --> Known", 4, 1],
    ["Known --Yes--> Work", 3, 1],
    ["Known --No--> Other", 0, 0],
    ["Work --> End", 2, 2 / 3],
    ["Work --error--> Error500", 1, 1 / 3],
    ["Other --> End", 0, 0],
  ]);
});

test("the table is sorted by what one asks, steps that no run came to left out", () => {
  const by = (order: Parameters<typeof sortedSteps>[1]) =>
    sortedSteps(steps, order).map(({ node: id }) => id);
  expect(by("step")).toEqual(["Start", "Known", "Work"]);
  expect(by("p95_ms")).toEqual(["Work", "Start", "Known"]);
  expect(by("retries")[0]).toBe("Work");
});

test("on the diagram, the slowest is hottest, failures are red and told, what was never taken is faint", () => {
  const { nodes, edges: drawn } = summaryPaint(steps, edges);
  expect(nodes.get("Work")).toEqual({
    state: "failed",
    heat: 1,
    badge: "p95 180 ms · 33 % failed · ↻5",
    note: "3 visits; half within 20 ms, 95 % within 180 ms; failed 1 time, 33 %; 5 retries",
  });
  expect(nodes.get("Start")).toMatchObject({ state: "done", badge: "p95 2 ms" });
  expect(nodes.get("Other")).toEqual({ state: "absent", note: "no run came here" });
  expect(drawn.get(2)).toEqual({ state: "absent", note: "never taken" });
  expect(drawn.get(4)).toMatchObject({ state: "failed", count: 1, share: 1 / 3 });
});

test.each([
  [0, "0 %"],
  [0.001, "< 1 %"],
  [0.126, "13 %"],
  [0.999, "> 99 %"],
  [1, "100 %"],
])("a share of %d is told as %s", (share, told) => {
  expect(percent(share)).toBe(told);
});
