import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AlwaysOffSampler } from "@opentelemetry/sdk-trace";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace";
import { expect, test } from "vitest";
import { FatalStepError } from "../../src/diagnostics/errors.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { linked, memorySdk } from "./memory-sdk.ts";
import { tracedRun } from "./traced-run.ts";

const parentOf = (span: ReadableSpan): string | undefined => span.parentSpanContext?.spanId;
const idOf = (span: ReadableSpan): string => span.spanContext().spanId;

test("steps are children of the run, in one trace, and each links what led to it", async () => {
  const sdk = await memorySdk();
  await tracedRun(sdk, { edges: "Start -> A -> End" });
  const run = sdk.span("run Start");
  expect(sdk.spans().map(({ name }) => name)).toEqual(["run Start", "step Start", "step A", "step End"]);
  expect(parentOf(run)).toBeUndefined();
  for (const name of ["step Start", "step A", "step End"]) {
    expect(parentOf(sdk.span(name))).toBe(idOf(run));
    expect(sdk.span(name).spanContext().traceId).toBe(run.spanContext().traceId);
  }
  expect(linked(sdk, "step Start")).toEqual([]);
  expect(linked(sdk, "step End")).toEqual(["step A"]);
});

test("a step behind a join links the steps of all branches that came in, with the labels of the edges", async () => {
  const sdk = await memorySdk();
  await tracedRun(sdk, {
    edges:
      "Start -> A, Start -> B, Start -> C, A -> Join, B -> Join, C -> D -yes-> Join, D -no-> Join, Join -> End",
    steps: { D: () => "yes" },
  });
  expect(linked(sdk, "step B")).toEqual(["step Start"]);
  expect(new Set(linked(sdk, "step Join"))).toEqual(new Set(["step A", "step B", "step D"]));
  const labels = sdk.span("step Join").links.map(({ attributes }) => attributes?.["ragstep.edge.label"]);
  expect(labels.filter(Boolean)).toEqual(["yes"]);
  expect(linked(sdk, "step End")).toEqual(["step Join"]);
});

test("a loop is a span for each visit", async () => {
  const sdk = await memorySdk();
  let rounds = 0;
  await tracedRun(sdk, {
    edges: "Start -> A -> D -again-> A, D -done-> End",
    steps: { D: () => (++rounds < 3 ? "again" : "done") },
  });
  const visits = sdk.spans().filter(({ name }) => name === "step A");
  expect(visits.map(({ attributes }) => attributes["ragstep.step.visit"])).toEqual([1, 2, 3]);
  expect(visits.map(({ links }) => links.length)).toEqual([1, 1, 1]);
});

test("a span says number, id, node, outcome, visit and how the step ended", async () => {
  const sdk = await memorySdk();
  await tracedRun(sdk, { edges: "Start -> D -yes-> End, D -no-> End", steps: { D: () => "no" } });
  const { kind, attributes, status } = sdk.span("step D");
  expect(attributes).toEqual({
    "ragstep.step.number": 2,
    "ragstep.step.id": "test.d",
    "ragstep.step.node": "D",
    "ragstep.step.category": "test",
    "ragstep.step.visit": 1,
    "ragstep.step.retries": 0,
    "ragstep.step.status": "completed",
    "ragstep.step.outcome": "no",
  });
  expect([kind, status.code]).toEqual([SpanKind.INTERNAL, SpanStatusCode.UNSET]);
  expect(sdk.span("run Start").attributes).toMatchObject({
    "ragstep.run.id": "run_1",
    "ragstep.request.id": "req_1",
    "ragstep.run.entry": "Start",
    "ragstep.run.status": "completed",
    "ragstep.run.steps": 3,
  });
  expect(sdk.span("run Start").events).toMatchObject([
    { name: "ragstep.response", attributes: { "ragstep.step.node": "End" } },
  ]);
});

test("a step that is passed through says so", async () => {
  const sdk = await memorySdk();
  await tracedRun(
    sdk,
    { edges: "Start -> A -> End", policy: { A: { flag: "new" } } },
    { run: { flags: { new: false } } },
  );
  expect(sdk.span("step A").attributes["ragstep.step.status"]).toBe("skipped");
});

test("retries are counted, and each is an event with its code", async () => {
  const sdk = await memorySdk();
  let tries = 0;
  const clock = createFakeClock({ autoAdvance: true });
  await tracedRun(
    sdk,
    {
      edges: "Start -> A -> End",
      policy: { A: { retry: { attempts: 3, backoff_ms: 10, factor: 2, jitter: 0 } } },
      steps: {
        A() {
          if (++tries < 3) throw new Error("Of Mario Rossi.");
        },
      },
    },
    { run: { clock } },
  );
  const { attributes, events, status } = sdk.span("step A");
  expect(attributes).toMatchObject({ "ragstep.step.retries": 2, "ragstep.step.status": "completed" });
  expect(events.map(({ name, attributes: told }) => [name, told?.["ragstep.retry.wait_ms"]])).toEqual([
    ["ragstep.retry", 10],
    ["ragstep.retry", 20],
  ]);
  expect(status.code).toBe(SpanStatusCode.UNSET);
});

test("a failure is a status, a type and an exception, all by the code alone", async () => {
  const sdk = await memorySdk();
  const { result } = await tracedRun(sdk, {
    edges: "Start -> A -> End",
    steps: {
      A() {
        throw new FatalStepError("Mario Rossi has no such thing.", { code: "no-such-thing" });
      },
    },
  });
  expect(result.status).toBe("failed");
  for (const name of ["step A", "run Start"]) {
    const { status, attributes, events } = sdk.span(name);
    expect(status).toEqual({ code: SpanStatusCode.ERROR, message: attributes["error.type"] });
    expect(events.map((event) => [event.name, event.attributes])).toEqual([
      ["exception", { "exception.type": attributes["error.type"] }],
    ]);
  }
  expect(sdk.span("step A").attributes).toMatchObject({
    "error.type": "no-such-thing",
    "ragstep.step.status": "failed",
  });
  expect(
    JSON.stringify(sdk.spans().map(({ status, attributes, events }) => [status, attributes, events])),
  ).not.toContain("Rossi");
});

test("a step that goes down its error edge has failed, its run has not", async () => {
  const sdk = await memorySdk();
  await tracedRun(sdk, {
    edges: "Start -> A -> End, A -error-> B -> End",
    steps: {
      A() {
        throw new Error("away");
      },
    },
  });
  expect(sdk.span("step A").status.code).toBe(SpanStatusCode.ERROR);
  expect(linked(sdk, "step B")).toEqual(["step A"]);
  expect(sdk.span("run Start").status.code).toBe(SpanStatusCode.UNSET);
});

test("what is under way when a run is cancelled ends as cancelled, and that is no error", async () => {
  const sdk = await memorySdk();
  const stop = new AbortController();
  const { result } = await tracedRun(
    sdk,
    {
      edges: "Start -> A -> End",
      steps: {
        A: async () => {
          stop.abort();
          await new Promise(() => {});
        },
      },
    },
    { run: { signal: stop.signal } },
  );
  expect(result.status).toBe("cancelled");
  expect(sdk.span("step A").attributes["ragstep.step.status"]).toBe("cancelled");
  expect(sdk.span("run Start")).toMatchObject({
    attributes: { "ragstep.run.status": "cancelled" },
    status: { code: SpanStatusCode.UNSET },
  });
});

test("a handler runs inside its step's span, also behind an await and at every attempt, branches apart", async () => {
  const sdk = await memorySdk();
  const seen: Record<string, (string | undefined)[]> = {};
  const look = (node: string) => (seen[node] ??= []).push(trace.getSpanContext(context.active())?.spanId);
  const asks = (node: string) => async () => {
    look(node);
    await new Promise((resolve) => setImmediate(resolve));
    look(node);
  };
  let tries = 0;
  await tracedRun(sdk, {
    edges: "Start -> A, Start -> B, A -> End, B -> End",
    policy: { B: { retry: { attempts: 2, backoff_ms: 0, factor: 1, jitter: 0 } } },
    steps: {
      A: asks("A"),
      async B() {
        await asks("B")();
        if (++tries === 1) throw new Error("again");
      },
    },
  });
  const [a, b] = [idOf(sdk.span("step A")), idOf(sdk.span("step B"))];
  expect(seen).toEqual({ A: [a, a], B: [b, b, b, b] });
  expect(trace.getSpanContext(context.active())).toBeUndefined();
});

test("a log line carries the trace and the span of the step that it tells of", async () => {
  const sdk = await memorySdk();
  const { lines } = await tracedRun(sdk, { edges: "Start -> A -> End" });
  expect(lines.map(({ node, trace_id, span_id }) => [node, trace_id, span_id])).toEqual(
    ["Start", "A", "End"].map((node) => {
      const { traceId, spanId } = sdk.span(`step ${node}`).spanContext();
      return [node, traceId, spanId];
    }),
  );
});

test("a trace that is not sampled has no spans of steps, and still passes its ids on", async () => {
  const sdk = await memorySdk({ sampler: new AlwaysOffSampler() });
  const { lines, result } = await tracedRun(sdk, { edges: "Start -> End" });
  expect(result.status).toBe("completed");
  expect(sdk.spans()).toEqual([]);
  expect(new Set(lines.map(({ trace_id }) => trace_id))).toEqual(
    new Set([expect.stringMatching(/^(?!0{32})[\da-f]{32}$/)]),
  );
});

test("an SDK that throws is told of once, and the run does not notice", async () => {
  const breaks = (): never => {
    throw new Error("out of memory");
  };
  const processor: SpanProcessor = {
    onStart: breaks,
    onEnd: breaks,
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const sdk = await memorySdk({ processor });
  const { result } = await tracedRun(sdk, { edges: "Start -> A -> End" });
  expect(result.status).toBe("completed");
  expect(sdk.warnings).toEqual([expect.stringContaining("Tracing failed")]);
});

test("a run of an HTTP request is named by its route, a server's span, with the answer's status", async () => {
  const sdk = await memorySdk();
  await tracedRun(sdk, { edges: "Start -> End" }, { route: "POST /api/v1/chat", status: 503 });
  expect(sdk.span("POST /api/v1/chat")).toMatchObject({
    kind: SpanKind.SERVER,
    attributes: {
      "http.request.method": "POST",
      "http.route": "/api/v1/chat",
      "http.response.status_code": 503,
      "error.type": "503",
    },
    status: { code: SpanStatusCode.ERROR },
  });
});

test("inside of something that is traced already, such as an instrumented HTTP server, the run is a part of it", async () => {
  const sdk = await memorySdk();
  await trace.getTracer("http").startActiveSpan("POST", async (span) => {
    await tracedRun(
      sdk,
      { edges: "Start -> End" },
      { route: "POST /x", headers: { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` } },
    );
    span.end();
  });
  expect(parentOf(sdk.span("POST /x"))).toBe(idOf(sdk.span("POST")));
  expect(sdk.span("POST /x").kind).toBe(SpanKind.INTERNAL);
});
