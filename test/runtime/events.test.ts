import { expect, test } from "vitest";
import type { RunEvent } from "../../src/runtime/events.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { createCountingIds } from "../../src/runtime/ids.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf } from "./program-of.ts";

const forking = {
  edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
  steps: { A: async () => ({ a: 1 }), B: () => ({ b: 2 }) },
};

async function collect(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const all: RunEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test("the events of a run come in order, numbered, from its start to its end", async () => {
  const clock = createFakeClock({ startAt: 1000 });
  const running = run(
    programOf({
      edges: "Start -> Choice, Choice -yes-> End, Choice -no-> End",
      steps: { Choice: () => "yes" },
    }),
    {},
    {
      clock,
      ids: createCountingIds(),
    },
  );
  const events = await collect(running.events);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i));
  const at = { run_id: "run_1", time: 1000 };
  const completed = { attempt: 1, wrote: [], skipped: false, latency_ms: 0, visit: 1 };
  expect(events).toEqual([
    {
      ...at,
      seq: 0,
      type: "run-started",
      entry: "Start",
      graph_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
    { ...at, seq: 1, type: "step-started", node: "Start", step: 1, visit: 1 },
    {
      ...at,
      seq: 2,
      type: "step-completed",
      node: "Start",
      step: 1,
      outcome: null,
      next: ["Choice"],
      ...completed,
      attrs: { step: 1, request_id: "req_1", next_step: "Choice", processing_stage: "completed" },
    },
    { ...at, seq: 3, type: "edge-taken", source: "Start", target: "Choice", label: null },
    { ...at, seq: 4, type: "step-started", node: "Choice", step: 2, visit: 1 },
    {
      ...at,
      seq: 5,
      type: "step-completed",
      node: "Choice",
      step: 2,
      outcome: "yes",
      next: ["End"],
      ...completed,
      attrs: { step: 2, request_id: "req_1", next_step: "End", processing_stage: "completed" },
    },
    { ...at, seq: 6, type: "edge-taken", source: "Choice", target: "End", label: "yes" },
    { ...at, seq: 7, type: "step-started", node: "End", step: 3, visit: 1 },
    {
      ...at,
      seq: 8,
      type: "step-completed",
      node: "End",
      step: 3,
      outcome: null,
      next: [],
      ...completed,
      attrs: { step: 3, request_id: "req_1", next_step: null, processing_stage: "completed" },
    },
    { ...at, seq: 9, type: "response", node: "End" },
    { ...at, seq: 10, type: "run-ended", status: "completed", steps: 3, latency_ms: 0 },
  ]);
});

test("each reader gets every event, and one that stops early disturbs no other", async () => {
  const running = run(programOf(forking), {});
  const [one, other] = [running.events, running.events];
  const early: string[] = [];
  const stopping = (async () => {
    for await (const event of one) {
      early.push(event.type);
      if (early.length === 2) break;
    }
  })();
  const all = await collect(other);
  await stopping;
  expect(early).toEqual(["run-started", "step-started"]);
  expect(all.at(-1)).toMatchObject({ type: "run-ended", steps: 6 });
  expect(await collect(running.events)).toEqual([]);
});

test("what a handler emits reaches watchers before the handler returns", async () => {
  let goOn: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const program = programOf({
    edges: "Start -> Work -> End",
    steps: {
      Work: async ({ emit }) => {
        emit("token", "one");
        await gate;
        emit("token", "two");
      },
    },
  });
  const seen: unknown[] = [];
  for await (const event of run(program, {}).events) {
    if (event.type === "emitted") {
      seen.push([event.node, event.name, event.data]);
      goOn();
    }
    if (event.type === "step-completed" && event.node === "Work") seen.push("completed");
  }
  expect(seen).toEqual([["Work", "token", "one"], ["Work", "token", "two"], "completed"]);
});

test("a listener that throws is not called again and changes nothing", async () => {
  const warnings: string[] = [];
  const onWarning = (warning: Error): void => void warnings.push(warning.message);
  process.on("warning", onWarning);
  let calls = 0;
  const result = await run(
    programOf(forking),
    {},
    {
      runId: "run_x",
      onEvent() {
        calls++;
        throw new Error("listener broke");
      },
    },
  ).done;
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", onWarning);
  expect(result.status).toBe("completed");
  expect(calls).toBe(1);
  expect(warnings).toEqual([
    "An event listener of run run_x threw and is not called again: Error: listener broke",
  ]);
});

test("the response comes at the first end, while other branches go on", async () => {
  let finish: () => void = () => undefined;
  const metrics = new Promise<void>((resolve) => (finish = resolve));
  const program = programOf({
    edges: "Start -> Answer, Answer -> End, Answer -> Metrics -> EndMetrics",
    steps: { Answer: () => ({ a: 1 }), Metrics: () => metrics.then(() => ({ b: 1 })) },
  });
  const running = run(program, {});
  let done = false;
  const ended = running.done.then((result) => {
    done = true;
    return result;
  });
  expect(await running.response).toEqual({ a: 1 });
  expect(done).toBe(false);
  finish();
  expect(await ended).toMatchObject({ status: "completed", state: { a: 1 }, steps: 5 });
});

test("a run that fails with nobody waiting for its response rejects nothing unhandled", async () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", onUnhandled);
  const failing = programOf({
    edges: "Start -> Fork, Fork -> A -> Join -> End, Fork -> B -> Join",
    steps: {
      A: async ({ signal }) => {
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("late"))));
      },
      B: async () => {
        throw new Error("broken");
      },
    },
    policy: { A: { timeout_ms: 60_000 } },
  });
  const { response, done } = run(failing, {});
  run(failing, {});
  run(failing, {}).cancel();
  expect((await done).status).toBe("failed");
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled).toEqual([]);
  await expect(response).rejects.toMatchObject({ code: "step-failed" });
});

test("handlers that return at once run without giving the loop away", async () => {
  const order: string[] = [];
  const program = programOf({
    edges: "Start -> A -> B -> End",
    steps: {
      A: () => {
        void Promise.resolve().then(() => order.push("elsewhere"));
        order.push("A");
      },
      B: () => void order.push("B"),
    },
  });
  await run(program, {}).done;
  expect(order).toEqual(["A", "B", "elsewhere"]);
});
