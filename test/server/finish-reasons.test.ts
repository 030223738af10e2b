import OpenAI from "openai";
import { expect, test } from "vitest";
import { chunk, doneChunk, lines, serveOpenAi, usageChunk } from "../rag/llm/openai-server.ts";
import type { Reply } from "../rag/llm/openai-server.ts";
import { demo, onlyModel, question, serving } from "./serving.ts";

const model = "pratikoai-rag";
const messages = [{ role: "user" as const, content: question }];

/** Says a few words and ends for this reason. */
function ending(reason: string): Reply {
  return lines(
    chunk({ role: "assistant", content: "La prima metà" }),
    chunk({}, reason),
    usageChunk,
    doneChunk,
  );
}

async function client(...replies: readonly Reply[]) {
  const outside = await serveOpenAi(...replies);
  const { app, listen } = await serving({ settings: onlyModel(outside.baseUrl) });
  const openai = new OpenAI({ apiKey: "demo", baseURL: `${await listen()}/v1`, maxRetries: 0 });
  /** The reason at the end of a stream. */
  const streamed = async () => {
    const stream = await openai.chat.completions.create({ model, messages, stream: true });
    const reasons: unknown[] = [];
    for await (const { choices } of stream) reasons.push(choices[0]?.finish_reason);
    return reasons.at(-1);
  };
  const whole = async () =>
    (await openai.chat.completions.create({ model, messages })).choices[0]?.finish_reason;
  const ui = async () => {
    const payload = { messages: [{ role: "user", parts: [{ type: "text", text: question }] }] };
    const { body } = await app.inject({ method: "POST", url: "/api/chat", headers: demo, payload });
    return /"finishReason":"([^"]*)"/.exec(body)?.[1];
  };
  return { streamed, whole, ui, [Symbol.asyncDispose]: () => outside[Symbol.asyncDispose]() };
}

test.each([
  ["stop", "stop", "stop"],
  ["length", "length", "length"],
  ["content_filter", "content_filter", "content-filter"],
  ["a word of its own", "stop", "other"],
])("a model that ended with %s is told of as it is", async (said, openai, aiSdk) => {
  // A cut answer is kept in no cache, so each of the three asks.
  const reply = ending(said);
  await using asked = await client(reply, reply, reply);
  expect([await asked.streamed(), await asked.whole(), await asked.ui()]).toEqual([openai, openai, aiSdk]);
});

test("what a cache or the golden set gives is whole", async () => {
  await using asked = await client(ending("stop"));
  expect([await asked.whole(), await asked.whole(), await asked.streamed(), await asked.ui()]).toEqual([
    "stop",
    "stop",
    "stop",
    "stop",
  ]);
});

test("after tools the reason is that of the model's last word", async () => {
  const call = {
    index: 0,
    id: "c1",
    type: "function",
    function: { name: "KnowledgeSearchTool", arguments: '{"query":"IVA"}' },
  };
  const calling = lines(
    chunk({ role: "assistant", tool_calls: [call] }),
    chunk({}, "tool_calls"),
    usageChunk,
    doneChunk,
  );
  const ask = [calling, ending("length")];
  await using asked = await client(...ask, ...ask, ...ask);
  expect([await asked.streamed(), await asked.ui(), await asked.whole()]).toEqual([
    "length",
    "length",
    "length",
  ]);
});
