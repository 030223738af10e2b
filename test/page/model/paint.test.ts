import { expect, test } from "vitest";
import { compareRuns, paintOfBoth } from "../../../page/src/model/compare-runs.ts";
import { logLinesOf } from "../../../page/src/model/log-lines.ts";
import { beginTold } from "../../../page/src/model/told.ts";
import { movesUpTo, paintOfRun } from "../../../page/src/model/run-paint.ts";
import { plannedAgainstActual } from "../../../page/src/model/planned-actual.ts";
import { modelOf } from "../../../page/src/model/run-model-builder.ts";
import { programOf } from "../../runtime/program-of.ts";
import { runProgram, runRequest } from "./recorded-run.ts";

test("a run is drawn with its way, the heat of its steps, and everything else marked absent", async () => {
  const { model, graph } = await runRequest("streamed-answer");
  const { nodes, edges } = paintOfRun(model, graph, null);
  const came = new Set(model.visits.map(({ node }) => node));
  for (const [id, { state }] of nodes) expect([id, state === "absent"]).toEqual([id, !came.has(id)]);
  expect(Math.max(...[...nodes.values()].map(({ heat = 0 }) => heat))).toBe(1);
  expect(nodes.get("StreamCheck")?.note).toContain("outcome Yes");
  const taken = new Set(model.moves.map(({ edge }) => edge));
  for (const [place, { state }] of edges)
    expect([place, state !== "absent"]).toEqual([place, taken.has(place)]);
  expect([...edges.values()].filter(({ state }) => state === "latest")).toHaveLength(1);
});

test("standing at a visit, what came later is not drawn, and the edge that led there is the latest", async () => {
  const { model, graph } = await runRequest("json-answer");
  const { nodes, edges } = paintOfRun(model, graph, 3);
  const names = model.visits.map(({ node }) => node);
  expect([nodes.get(names[3] ?? "")?.state, nodes.get(names[4] ?? "")?.state]).toEqual(["done", "absent"]);
  const latest = [...edges]
    .filter(([, { state }]) => state === "latest")
    .map(([place]) => graph.edges[place]);
  expect(latest).toMatchObject([{ source: names[2], target: names[3] }]);
  expect(movesUpTo(model, 3)).toHaveLength(3);
  expect(movesUpTo(model, 0)).toEqual([]);
});

test("a record without times has no times and no heat, beside another run neither", async () => {
  const { run, events, graph } = await runRequest("json-answer");
  const untimed = modelOf({ ...run, started_at: 0, latency_ms: null }, events, graph);
  const { nodes } = paintOfRun(untimed, graph, null);
  expect(nodes.get("StreamCheck")).toEqual({ state: "done", note: "1 visit; outcome No" });
  expect(untimed.visits.map(beginTold)).toEqual(untimed.visits.map(() => ""));
  const both = paintOfBoth(compareRuns(untimed, untimed), graph);
  expect(both.nodes.get("StreamCheck")).toEqual({ state: "both", note: "in both runs" });
  const beside = paintOfBoth(compareRuns(untimed, modelOf(run, events, graph)), graph);
  expect(beside.nodes.get("StreamCheck")?.badge).toMatch(/^\? \| [\d.]+ ms$/);
  expect(logLinesOf(untimed, graph).map(({ at }) => at)).toEqual(untimed.visits.map(() => null));
});

test("failures, retries, loops and error edges have states and badges of their own", async () => {
  let tries = 0;
  const { model, graph } = await runProgram(
    programOf({
      edges:
        "Start -> Again, Again -yes-> Shaky -> Again, Again -no-> Broken, Broken -> End, Broken -error-> Error500 -> End",
      steps: {
        Again: ({ run: { visit } }) => (visit < 3 ? "yes" : "no"),
        Shaky: () => {
          if (++tries === 1) throw new Error("busy");
        },
        Broken: () => {
          throw new Error("no disk");
        },
      },
      policy: { Shaky: { retry: { attempts: 2, backoff_ms: 1, factor: 1, jitter: 0 } } },
    }),
  );
  const { nodes, edges } = paintOfRun(model, graph, null);
  expect(nodes.get("Again")).toMatchObject({ state: "done" });
  expect(nodes.get("Again")?.badge).toContain("3×");
  expect(nodes.get("Shaky")).toMatchObject({ state: "retried" });
  expect(nodes.get("Shaky")?.badge).toContain("↻1");
  expect(nodes.get("Broken")).toMatchObject({ state: "failed" });
  expect(nodes.get("Broken")?.note).toContain("step-failed: no disk");
  const edgeTo = (target: string) => graph.edges.findIndex((edge) => edge.target === target);
  expect(edges.get(edgeTo("Error500"))).toMatchObject({ state: "failed", count: 1 });
  expect(edges.get(edgeTo("Shaky"))).toMatchObject({ state: "taken", count: 2 });
});

test("a run on an older diagram tells what the diagram has no longer, and what it has not made yet", async () => {
  const then = await runProgram(
    programOf({
      edges: "Start -> Old -> Check, Check -yes-> End, Check -no-> Other",
      steps: { Check: () => "yes" },
    }),
  );
  const now = await runProgram(
    programOf({
      edges: "Start -> New -> Check, Check -yes-> End, Check -no-> Other",
      steps: { Check: () => "yes" },
      policy: { Other: { status: { kind: "planned" } } },
    }),
  );
  const model = modelOf(then.run, then.events, now.graph);
  const plan = plannedAgainstActual(model, now.graph);
  expect(plan).toMatchObject({ sameGraph: false, goneNodes: ["Old"], notReached: ["New"] });
  expect(plan.goneMoves.map(({ source, target }) => [source, target])).toEqual([
    ["Start", "Old"],
    ["Old", "Check"],
  ]);
  expect(plan.planned).toEqual([{ node: "Other", reached: false }]);
  expect(plan.choices).toMatchObject([{ allowed: ["yes", "no"], taken: ["yes"] }]);
  expect(plan.notTaken.map((place) => now.graph.edges[place]?.target)).toEqual(["New", "Other"]);
  expect(paintOfRun(model, now.graph, null).nodes.get("Other")?.state).toBe("planned");
});
