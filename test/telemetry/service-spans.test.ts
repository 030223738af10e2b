import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { createEmbedder } from "../../src/rag/embeddings/create-embedder.ts";
import { createModelService } from "../../src/rag/llm/create-model-service.ts";
import { createSettings } from "../../src/rag/settings/create-settings.ts";
import { tracedGolden, tracedKnowledge } from "../../src/rag/tracing/traced-retrieval.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { chunk, doneChunk, lines, serveOpenAi, usageChunk } from "../rag/llm/openai-server.ts";
import type { Reply } from "../rag/llm/openai-server.ts";
import { memorySdk } from "./memory-sdk.ts";
import type { MemorySdk } from "./memory-sdk.ts";

const clock = createSystemClock();
const secret = "RSSMRA80A01H501U";

/** Asks a model endpoint as a step does, and reads the answer to its end. */
async function ask(sdk: MemorySdk, provider: object, signal = new AbortController().signal): Promise<string> {
  const settings = createSettings({ env: {}, overrides: { providers: [provider] } });
  const models = createModelService({ settings, env: {}, clock, tracing: sdk.telemetry.tracing });
  const [offer] = models.offers;
  if (offer === undefined) throw new Error("No offer.");
  return await trace.getTracer("test").startActiveSpan("step", async (span) => {
    try {
      const answer = await models.call(offer, {
        messages: [{ role: "user", content: `Sono ${secret}.` }],
        temperature: 0.5,
        max_output_tokens: 99,
        signal,
      });
      let text = "";
      for await (const part of answer.text) text += part;
      return text;
    } finally {
      span.end();
    }
  });
}

const outside = (base_url: string) => ({
  name: "outside",
  kind: "openai-compatible",
  base_url,
  models: [{ model: "small" }],
});

const said: Reply = lines(
  chunk({ role: "assistant", content: `Ciao ${secret}` }),
  chunk({}, "stop"),
  usageChunk,
  doneChunk,
);

test("a call of a model is a client's span in the step, by the conventions, without a word of what is said", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi(said);
  expect(await ask(sdk, outside(model.baseUrl))).toBe(`Ciao ${secret}`);
  const span = sdk.span("chat small");
  expect(span.kind).toBe(SpanKind.CLIENT);
  expect(span.parentSpanContext?.spanId).toBe(sdk.span("step").spanContext().spanId);
  expect(span.attributes).toEqual({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "outside",
    "gen_ai.request.model": "small",
    "gen_ai.request.stream": true,
    "gen_ai.request.temperature": 0.5,
    "gen_ai.request.max_tokens": 99,
    "gen_ai.response.model": "m",
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.response.time_to_first_chunk": expect.closeTo(0, 0),
    "gen_ai.usage.input_tokens": 11,
    "gen_ai.usage.output_tokens": 7,
    "server.address": "127.0.0.1",
    "server.port": Number(new URL(model.baseUrl).port),
  });
  expect([span.status.code, span.events]).toEqual([SpanStatusCode.UNSET, []]);
});

test("the endpoint is told the trace, by the span of the call", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi(said);
  await ask(sdk, outside(model.baseUrl));
  const { traceId, spanId } = sdk.span("chat small").spanContext();
  expect(model.calls[0]?.headers["traceparent"]).toBe(`00-${traceId}-${spanId}-01`);
});

test("where the HTTP client is instrumented, that adds the header, and it is not there twice", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi(said);
  const instrument = () => {};
  subscribe("undici:request:create", instrument);
  await ask(sdk, outside(model.baseUrl));
  unsubscribe("undici:request:create", instrument);
  expect(model.calls[0]?.headers["traceparent"]).toBeUndefined();
});

test("a call that fails ends by its code", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi((response) => void response.writeHead(429).end(secret));
  await expect(ask(sdk, outside(model.baseUrl))).rejects.toThrow("429");
  expect(sdk.span("chat small")).toMatchObject({
    status: { code: SpanStatusCode.ERROR, message: "provider-status-429" },
    attributes: { "error.type": "provider-status-429" },
  });
});

test("an answer that breaks off in the middle is a failed call", async () => {
  const sdk = await memorySdk();
  await using model = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "Ciao" }));
    setImmediate(() => response.destroy());
  });
  await expect(ask(sdk, outside(model.baseUrl))).rejects.toMatchObject({ name: "ProviderError" });
  expect(sdk.span("chat small").status.code).toBe(SpanStatusCode.ERROR);
});

test("the embedded model is a call inside of this process", async () => {
  const sdk = await memorySdk();
  await ask(sdk, { name: "embedded", kind: "extractive", models: [{ model: "extractive-it" }] });
  const { kind, attributes } = sdk.span("chat extractive-it");
  expect(kind).toBe(SpanKind.INTERNAL);
  expect(attributes).toMatchObject({ "gen_ai.provider.name": "embedded" });
  expect(attributes).not.toHaveProperty("server.address");
});

test("embeddings are a span for each request, with what they cost, and carry the trace on", async () => {
  const sdk = await memorySdk();
  const answer = { data: [{ index: 0, embedding: [3, 4] }], usage: { prompt_tokens: 5 } };
  await using service = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  const settings = {
    kind: "openai-compatible",
    base_url: service.baseUrl,
    model: "e5",
    dimensions: 2,
  } as const;
  const embedder = createEmbedder(settings, { env: {}, clock, tracing: sdk.telemetry.tracing });
  await embedder?.embed([secret]);
  const span = sdk.span("embeddings e5");
  expect(span.kind).toBe(SpanKind.CLIENT);
  expect(span.attributes).toMatchObject({
    "gen_ai.operation.name": "embeddings",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "e5",
    "gen_ai.embeddings.dimension.count": 2,
    "gen_ai.usage.input_tokens": 5,
  });
  expect(service.calls[0]?.headers["traceparent"]).toContain(span.spanContext().spanId);
  expect(JSON.stringify(span.attributes)).not.toContain(secret);
});

test("a search is a span with its source and how much it found; a failed one has its code", async () => {
  const sdk = await memorySdk();
  const { tracing } = sdk.telemetry;
  const knowledge = tracedKnowledge(
    { search: async () => [], epoch: async () => "1" },
    "KnowledgeStore",
    tracing,
  );
  expect(await knowledge.search({ text: secret })).toEqual([]);
  expect(sdk.span("retrieval KnowledgeStore").attributes).toEqual({
    "gen_ai.operation.name": "retrieval",
    "gen_ai.data_source.id": "KnowledgeStore",
    "ragstep.retrieval.hits": 0,
  });
  const broken = async (): Promise<never> => {
    throw new Error(secret);
  };
  const reader = { matchSignature: broken, matchSimilar: broken, get: broken, list: broken, epoch: broken };
  await expect(tracedGolden(reader, "GoldenSetDB", tracing).matchSimilar(secret)).rejects.toThrow(secret);
  expect(sdk.span("retrieval GoldenSetDB")).toMatchObject({
    status: { code: SpanStatusCode.ERROR, message: "retrieval-failed" },
  });
});
