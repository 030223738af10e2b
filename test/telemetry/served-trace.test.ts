import { pino } from "pino";
import { expect, test } from "vitest";
import { chunk, doneChunk, lines, serveOpenAi, usageChunk } from "../rag/llm/openai-server.ts";
import { demo, onlyModel, question, serving } from "../server/serving.ts";
import { linked, memorySdk } from "./memory-sdk.ts";
import type { MemorySdk } from "./memory-sdk.ts";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const ask = { method: "POST", url: "/api/v1/chat", headers: demo } as const;
const secret = "RSSMRA80A01H501U";

/** A server on the real graph that is traced. */
async function tracedServing(sdk: MemorySdk, settings: Readonly<Record<string, unknown>> = {}) {
  const log: Readonly<Record<string, unknown>>[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void log.push(JSON.parse(line)) });
  const { tracing } = sdk.telemetry;
  const server = await serving({ settings, tracing, parts: { logger } });
  const observe = sdk.telemetry.runTracer(server.host.program.graph);
  Object.assign(server.host, { observers: [...server.host.observers, observe] });
  return { ...server, log };
}

test("a question is one trace: request, run, steps, retrieval, model, and on to the model's endpoint", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi(
    lines(chunk({ role: "assistant", content: "Il 16." }), chunk({}, "stop"), usageChunk, doneChunk),
  );
  const { app, host, log } = await tracedServing(sdk, onlyModel(model.baseUrl));
  const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
  const response = await app.inject({
    ...ask,
    headers: { ...demo, traceparent },
    payload: { query: question },
  });
  expect(response.statusCode).toBe(200);
  await host.live.idle();

  const run = sdk.span("POST /api/v1/chat");
  expect(run.parentSpanContext).toMatchObject({ traceId, spanId: "b7ad6b7169203331" });
  expect(run.attributes).toMatchObject({
    "ragstep.run.id": response.headers["x-run-id"],
    "http.response.status_code": 200,
    "ragstep.run.status": "completed",
  });
  const steps = sdk.spans().filter(({ name }) => name.startsWith("step "));
  expect(steps.length).toBe(run.attributes["ragstep.run.steps"]);
  expect(steps.length).toBeGreaterThan(40);
  for (const { parentSpanContext } of steps) expect(parentSpanContext?.spanId).toBe(run.spanContext().spanId);
  expect(steps.filter(({ links }) => links.length === 0).map(({ name }) => name)).toEqual(["step Start"]);

  const call = sdk.span("chat m");
  expect(call.parentSpanContext?.spanId).toBe(sdk.span("step LLMCall").spanContext().spanId);
  expect(model.calls[0]?.headers["traceparent"]).toBe(`00-${traceId}-${call.spanContext().spanId}-01`);
  const retrieval = sdk.span("retrieval KnowledgeStore");
  expect(retrieval.parentSpanContext?.spanId).toBe(sdk.span("step KBPreFetch").spanContext().spanId);
  expect(retrieval.attributes["ragstep.retrieval.hits"]).toBeGreaterThan(0);

  const byId = new Map(steps.map((span) => [span.spanContext().spanId, span.name]));
  expect(log.length).toBe(steps.length);
  for (const { node, trace_id, span_id } of log) {
    expect(trace_id).toBe(traceId);
    expect(byId.get(String(span_id))).toBe(`step ${String(node)}`);
  }
});

test("where branches of the real graph meet, all of them are linked", async () => {
  const sdk = await memorySdk();
  const { app, host } = await tracedServing(sdk);
  await app.inject({ ...ask, payload: { query: question } });
  await host.live.idle();
  const joins = sdk.spans().filter(({ name, links }) => name.startsWith("step ") && links.length > 1);
  for (const { name, links } of joins) expect(new Set(linked(sdk, name)).size, name).toBe(links.length);
  const forked = sdk
    .spans()
    .flatMap(({ links }) => links.map(({ context }) => context.spanId))
    .filter((id, place, all) => all.indexOf(id) !== place);
  expect(forked.length).toBeGreaterThan(0);
});

test("neither what a person wrote nor what was answered is in any span", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi(
    lines(
      chunk({ role: "assistant", content: `Gentile ${secret}` }),
      chunk({}, "stop"),
      usageChunk,
      doneChunk,
    ),
  );
  const { app, host } = await tracedServing(sdk, onlyModel(model.baseUrl));
  const query = `Sono Mario Rossi, ${secret}, mario.rossi@example.it. ${question}`;
  for (const stream of ["", "/stream"]) {
    const headers = { ...demo, "x-request-id": "req_plain" };
    const response = await app.inject({ ...ask, url: `${ask.url}${stream}`, headers, payload: { query } });
    expect(response.statusCode).toBe(200);
  }
  await host.live.idle();
  const told = JSON.stringify(
    sdk
      .spans()
      .map(({ name, attributes, events, links, status }) => [name, attributes, events, links, status]),
  );
  expect(told.length).toBeGreaterThan(10_000);
  for (const text of [secret, "Rossi", "mario.rossi", "scadenze", "Gentile", "user_demo", "session_demo"])
    expect(told).not.toContain(text);
});

test("the model that is down is a failed call in a step that is none", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi();
  const { app, host } = await tracedServing(sdk, onlyModel(model.baseUrl));
  const response = await app.inject({ ...ask, payload: { query: question } });
  await host.live.idle();
  expect(response.statusCode).toBe(500);
  expect(sdk.span("chat m").attributes["error.type"]).toBe("provider-status-500");
  expect(sdk.span("step LLMCall").attributes["ragstep.step.status"]).toBe("completed");
  expect(sdk.span("POST /api/v1/chat").attributes["error.type"]).toBe("500");
});
