import { expect, it } from "vitest";
import { createModelService } from "../../../src/rag/llm/create-model-service.ts";
import type { ModelRequest, ToolSpec } from "../../../src/rag/llm/types.ts";
import { createSettings } from "../../../src/rag/settings/create-settings.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { collect, rejection } from "./collect.ts";
import { lines, serveOpenAi, type OpenAiServer, type Reply } from "./openai-server.ts";

/** An event of Anthropic's messages. */
function event(type: string, data: object = {}): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

const message = {
  id: "m1",
  type: "message",
  role: "assistant",
  model: "m-2026",
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: 9, output_tokens: 1 },
};
const begin = event("message_start", { message });
const textBlock = event("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
const said = (text: string) =>
  event("content_block_delta", { index: 0, delta: { type: "text_delta", text } });
const blockEnd = event("content_block_stop", { index: 0 });
const end = (stop_reason: string) =>
  event("message_delta", { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 4 } }) +
  event("message_stop");

const search: ToolSpec = {
  name: "knowledge_search",
  description: "Cerca",
  parameters: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
};

function call(server: OpenAiServer, more: Partial<ModelRequest> = {}) {
  const provider = {
    name: "remote",
    kind: "anthropic",
    base_url: server.baseUrl,
    api_key_env: "KEY",
    models: [{ model: "m" }],
  };
  const settings = createSettings({ env: {}, overrides: { providers: [provider] } });
  const service = createModelService({ settings, env: { KEY: "k" }, clock: createFakeClock() });
  const [offer] = service.offers;
  if (offer === undefined) throw new Error("There is no offer.");
  return service.call(offer, {
    messages: [{ role: "user", content: "Qual è l'aliquota?" }],
    temperature: 0.2,
    max_output_tokens: 100,
    signal: new AbortController().signal,
    ...more,
  });
}

const endless: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(begin + textBlock + said("Il "));
};

it("gives the tool calls of an answer, with the model as the vendor names it", async () => {
  const block = { type: "tool_use", id: "t1", name: "knowledge_search", input: {} };
  await using server = await serveOpenAi(
    lines(
      begin,
      event("content_block_start", { index: 0, content_block: block }),
      ...['{"query":', '"iva"}'].map((partial_json) =>
        event("content_block_delta", { index: 0, delta: { type: "input_json_delta", partial_json } }),
      ),
      blockEnd,
      end("tool_use"),
    ),
  );
  const answer = await call(server, { tools: [search] });
  expect(answer.tool_calls).toEqual([{ id: "t1", name: "knowledge_search", arguments: { query: "iva" } }]);
  expect(await answer.completion).toMatchObject({ finish_reason: "tool-calls", model: "m-2026" });
  expect(server.calls[0]?.body).toMatchObject({ tools: [{ name: "knowledge_search" }] });
});

it("sends a conversation with tool calls; results that follow each other are one message", async () => {
  await using server = await serveOpenAi(lines(begin, textBlock, said("ok"), blockEnd, end("end_turn")));
  const asks = ["t1", "t2"].map((id) => ({ id, name: "knowledge_search", arguments: { query: id } }));
  const answer = await call(server, {
    tools: [search],
    messages: [
      { role: "system", content: "Sei un assistente." },
      { role: "user", content: "IVA?" },
      { role: "assistant", content: "", tool_calls: asks },
      ...asks.map(({ id, name }) => ({
        role: "tool" as const,
        content: `di ${id}`,
        tool_call_id: id,
        name,
      })),
    ],
  });
  await collect(answer.text);
  expect(server.calls[0]?.body).toMatchObject({
    system: [{ text: "Sei un assistente." }],
    messages: [
      { role: "user", content: [{ type: "text", text: "IVA?" }] },
      {
        role: "assistant",
        content: [
          { type: "tool_use", id: "t1", input: { query: "t1" } },
          { type: "tool_use", id: "t2" },
        ],
      },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "t1" },
          { type: "tool_result", tool_use_id: "t2" },
        ],
      },
    ],
  });
});

it.each([
  [529, true],
  [429, true],
  [400, false],
  [401, false],
])("fails with status %i before the first part; may be tried again: %s", async (status, retryable) => {
  await using server = await serveOpenAi((response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ type: "error", error: { type: "x", message: "Qual è l'aliquota?" } }));
  });
  const error = await rejection(call(server));
  expect(error).toMatchObject({ code: `provider-status-${status}`, retryable, provider: "remote" });
  expect(String(error)).not.toContain("aliquota");
  expect(server.calls).toHaveLength(1);
});

it("is unreachable when nothing listens", async () => {
  const server = await serveOpenAi();
  await server[Symbol.asyncDispose]();
  expect(await rejection(call(server))).toMatchObject({ code: "provider-unreachable", retryable: true });
});

it("may be tried again when the vendor gives up before the first part", async () => {
  const error = { type: "overloaded_error", message: "Overloaded" };
  await using server = await serveOpenAi(lines(begin, event("error", { error })));
  expect(await rejection(call(server))).toMatchObject({ provider: "remote", retryable: true });
});

it("breaks off after the first part: in the text and in the completion", async () => {
  await using server = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(begin + textBlock + said("Il "), () => response.destroy());
  });
  const answer = await call(server);
  const { parts, error } = await collect(answer.text);
  expect(parts).toEqual(["Il "]);
  expect(error).toMatchObject({ provider: "remote", retryable: true });
  await expect(answer.completion).rejects.toBe(error);
});

it("breaks off when the stream ends without saying why", async () => {
  await using server = await serveOpenAi(lines(begin, textBlock, said("Il ")));
  expect((await collect((await call(server)).text)).error).toMatchObject({ code: "provider-broke-off" });
});

it("closes the connection when the caller stops reading, and when it aborts", async () => {
  await using server = await serveOpenAi(endless, endless);
  for await (const part of (await call(server)).text) {
    expect(part).toBe("Il ");
    break;
  }
  await server.calls[0]?.closed;

  const halt = new AbortController();
  const reading = collect((await call(server, { signal: halt.signal })).text);
  halt.abort(new Error("client gone"));
  await server.calls[1]?.closed;
  expect((await reading).error).toMatchObject({ code: "provider-call-stopped", retryable: false });
});

it("calls nobody when the caller has aborted before", async () => {
  await using server = await serveOpenAi(endless);
  const signal = AbortSignal.abort(new Error("gone"));
  expect(await rejection(call(server, { signal }))).toMatchObject({ code: "provider-call-stopped" });
  expect(server.calls).toHaveLength(0);
});
