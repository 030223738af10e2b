import { DefaultChatTransport, readUIMessageStream } from "ai";
import type { UIMessage, UIMessageChunk } from "ai";
import type { FastifyInstance } from "fastify";
import { expect, test } from "vitest";
import { chunk, halting, serveOpenAi } from "../rag/llm/openai-server.ts";
import { demo, onlyModel, question, serving } from "./serving.ts";

function asked(text: string): UIMessage[] {
  return [{ id: "1", role: "user", parts: [{ type: "text", text }] }];
}

async function send(base: string, text: string, headers: Record<string, string> = demo) {
  const transport = new DefaultChatTransport({ api: `${base}/api/chat`, headers });
  return await transport.sendMessages({
    chatId: "chat",
    messageId: undefined,
    trigger: "submit-message",
    messages: asked(text),
    abortSignal: undefined,
  });
}

async function chunksOf(stream: ReadableStream<UIMessageChunk>): Promise<readonly UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = [];
  for await (const one of stream) chunks.push(one);
  return chunks;
}

test("the transport of `useChat` gets start first, the steps as they go, text, sources and the end", async () => {
  const { listen, host } = await serving();
  const chunks = await chunksOf(await send(await listen(), question));
  const types = chunks.map(({ type }) => type);
  expect([types[0], types.at(-1)]).toEqual(["start", "finish"]);
  const rest = types.filter((type) => type !== "data-step" && type !== "text-delta");
  expect([...new Set(rest)]).toEqual([
    "start",
    "text-start",
    "text-end",
    "source-document",
    "message-metadata",
    "finish",
  ]);
  const steps = chunks.flatMap((one) => (one.type === "data-step" ? [one.data] : []));
  expect(steps).toContainEqual(
    expect.objectContaining({ node: "StreamSetup", step: 105, status: "completed" }),
  );
  // Known before the answer came, so told before it.
  const first = chunks.findIndex(({ type }) => type === "text-start");
  const prefetch = chunks.findIndex((one) => one.type === "data-step" && one.id?.startsWith("KBPreFetch"));
  expect(prefetch).toBeLessThan(first);
  expect(host.runs.list({}, { limit: 1 }).runs[0]).toMatchObject({
    route: "POST /api/chat",
    status: "completed",
  });
});

test("the SDK puts the message together", async () => {
  const { listen } = await serving();
  const stream = await send(await listen(), "Qual è l'aliquota IVA ordinaria?");
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream })) last = message;
  const text = last?.parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
  expect(text).toContain("22%");
  expect(last?.metadata).toMatchObject({ run_id: expect.stringMatching(/^run_/) });
});

test("who is not known is refused before a stream begins", async () => {
  const { listen } = await serving();
  await expect(send(await listen(), question, {})).rejects.toThrow('"status_code":401');
});

/** What is said to a message with these parts. */
async function refusal(app: FastifyInstance, ...messages: readonly (readonly unknown[])[]) {
  const payload = { messages: messages.map((parts, at) => ({ id: String(at), role: "user", parts })) };
  const response = await app.inject({ method: "POST", url: "/api/chat", headers: demo, payload });
  return [response.statusCode, response.statusCode === 200 ? null : response.json().errors];
}

test("a file that would have to be fetched is refused, and not left out; one of an earlier message was done with before", async () => {
  const { app } = await serving();
  const text = { type: "text", text: question };
  const far = { type: "file", mediaType: "image/png", url: "https://example.it/a.png" };
  const told = "must be a base64 `data:` address: this server fetches nothing";
  expect(await refusal(app, [text, far])).toEqual([
    400,
    [{ field: "messages.0.parts.1.url", message: told }],
  ]);
  expect(await refusal(app, [text], [text, { type: "file" }])).toEqual([
    400,
    [{ field: "messages.1.parts.1.url", message: told }],
  ]);
  expect(await refusal(app, [text, far], [text])).toEqual([200, null]);
});

test("an answer that breaks off is an error part and an end that says so", async () => {
  await using outside = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }), () => response.destroy());
  });
  const { listen } = await serving({ settings: onlyModel(outside.baseUrl) });
  const chunks = await chunksOf(await send(await listen(), question));
  const told = chunks.filter(({ type }) => type === "error" || type === "finish");
  expect(told).toEqual([
    { type: "error", errorText: expect.stringContaining("The answer broke off") },
    { type: "finish", finishReason: "error" },
  ]);
});

test("a run that the server stops is an error part and an end that says so", async () => {
  await using outside = await serveOpenAi(halting(new Promise<void>(() => undefined)));
  const { listen, host } = await serving({ settings: onlyModel(outside.baseUrl) });
  const told: UIMessageChunk[] = [];
  for await (const one of await send(await listen(), question)) {
    if (one.type === "text-delta") void host.live.drain(host.clock, 0);
    if (one.type === "error" || one.type === "finish") told.push(one);
  }
  expect(told).toEqual([
    { type: "error", errorText: "The answer broke off (shutting-down)." },
    { type: "finish", finishReason: "error" },
  ]);
});

test("where no project reads requests, an input that fits no key is the client's to hear about", async () => {
  const { listen, environment } = await serving();
  Object.assign(environment, { toInput: undefined });
  await expect(send(await listen(), question)).rejects.toThrow('"status_code":400');
});
