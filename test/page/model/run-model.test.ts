import { expect, test } from "vitest";
import { rowsOf } from "../../../page/src/model/timeline-rows.ts";
import { modelOf, RunModelBuilder } from "../../../page/src/model/run-model-builder.ts";
import { nameOf } from "../../../page/src/model/run-model.ts";
import { programOf } from "../../runtime/program-of.ts";
import { runProgram, runRequest } from "./recorded-run.ts";

test("a real run becomes visits in their order, each with what led to it", async () => {
  const { model, events, graph } = await runRequest("streamed-answer");
  const started = events.filter(({ type }) => type === "step-started");
  expect(model.visits).toHaveLength(started.length);
  expect(model.visits[0]).toMatchObject({ node: "Start", step: 2, status: "done", parents: [], row: 0 });
  const wrong = model.visits.slice(1).filter(({ parents, node }) => {
    const [parent] = parents;
    return parent === undefined || !model.visits[parent]?.next.includes(node);
  });
  expect(wrong).toEqual([]);
  expect(
    model.moves.every(({ edge, source, target, label }) => {
      const known = graph.edges[edge];
      return known?.source === source && known.target === target && known.label === label;
    }),
  ).toBe(true);
  expect(model.visits.every(({ start, end }) => end !== null && end >= start)).toBe(true);
  expect(model.visits.find(({ node }) => node === "StreamCheck")).toMatchObject({ outcome: ["Yes"] });
  expect(model.frames.length).toBeGreaterThan(5);
  expect(model.run.status).toBe("completed");
});

test("in one row no visit begins before the one before it has ended", async () => {
  for (const row of rowsOf((await runRequest("json-answer")).model)) {
    const early = row.visits.filter(({ start }, i) => start + 1e-6 < (row.visits[i - 1]?.end ?? 0));
    expect(early).toEqual([]);
  }
});

test("branches of a fork go on side by side and meet in the first one's row", async () => {
  const { model } = await runProgram(
    programOf({
      edges: "Start -> Fork, Fork -> A -> A2 -> Join, Fork -> B -> Join, Fork -> C -> Join, Join -> End",
      steps: { A: async () => ({ a: 1 }), B: async () => ({ b: 2 }) },
    }),
  );
  const at = new Map(model.visits.map((visit) => [visit.node, visit]));
  expect(["Fork", "A", "A2", "B", "C", "Join", "End"].map((node) => at.get(node)?.row)).toEqual([
    0, 0, 0, 1, 2, 0, 0,
  ]);
  expect(
    at
      .get("Join")
      ?.parents.map((parent) => model.visits[parent]?.node)
      .toSorted(),
  ).toEqual(["A2", "B", "C"]);
  expect(rowsOf(model).map(({ visits }) => visits.map(nameOf))).toEqual([
    ["Start", "Fork", "A", "A2", "Join", "End"],
    ["B"],
    ["C"],
  ]);
  expect(model.moves.every(({ to }) => to !== null)).toBe(true);
});

test("a row is free again for the branches of a later fork", async () => {
  const { model } = await runProgram(
    programOf({ edges: "Start -> F1, F1 -> A -> F2, F1 -> B -> F2, F2 -> C -> End, F2 -> D -> End" }),
  );
  expect(model.rows).toBe(2);
});

test("retries, a failure and the error edge are told where they happened", async () => {
  const program = programOf({
    edges: "Start -> Work -> End, Work -error-> Error500 -> End",
    steps: {
      Work: ({ run: { attempt } }) => {
        throw new Error(`try ${attempt}`);
      },
    },
    policy: { Work: { retry: { attempts: 3, backoff_ms: 2, factor: 1, jitter: 0 } } },
  });
  const { model } = await runProgram(program);
  const work = model.visits.find(({ node }) => node === "Work");
  expect(work).toMatchObject({
    status: "failed",
    attempts: 3,
    outcome: ["error"],
    error: { code: "step-failed", message: "try 3" },
    next: ["Error500"],
  });
  expect(work?.retries.map(({ attempt, wait, error }) => [attempt, wait, error.message])).toEqual([
    [1, 2, "try 1"],
    [2, 2, "try 2"],
  ]);
  expect(work?.latency ?? 0).toBeGreaterThanOrEqual(3);
});

test("loops are visits of their own, and what is running when a run stops was left", async () => {
  let times = 0;
  const { model, run, events, graph } = await runProgram(
    programOf({
      edges: "Start -> Again, Again -yes-> Work -> Again, Again -no-> End",
      steps: { Again: () => (++times < 3 ? "yes" : "no") },
    }),
  );
  expect(model.visits.map(nameOf)).toEqual(["Start", "Again", "Work", "Again#2", "Work#2", "Again#3", "End"]);
  const start = events.findIndex((event) => event.type === "step-started" && event.node === "End");
  const cut = events.slice(0, start + 1);
  const goesOn = { ...run, status: "running" as const };
  expect(modelOf(goesOn, cut, graph).visits.at(-1)).toMatchObject({
    node: "End",
    status: "running",
    end: null,
  });
  const killed = { ...run, status: "interrupted" as const };
  expect(modelOf(killed, cut, graph).visits.at(-1)).toMatchObject({
    node: "End",
    status: "left",
    latency: null,
  });
});

test("a model that was taken stays as it was while the run goes on", async () => {
  const { model, run, events, graph } = await runRequest("golden-hit");
  const builder = new RunModelBuilder(run, graph);
  const half = events.findIndex(({ type }, i) => i > 100 && type === "step-started") + 1;
  for (const event of events.slice(0, half)) builder.add(event);
  const early = builder.model();
  const copy = structuredClone(early);
  expect(early.visits.at(-1)?.status).toBe("running");
  for (const event of events) builder.add(event);
  expect(early).toEqual(copy);
  expect(builder.model()).toEqual(model);
  expect(builder.last).toBe(events.at(-1)?.n);
});
