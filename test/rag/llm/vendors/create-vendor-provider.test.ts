import { expect, it } from "vitest";
import type { ModelRequest, ToolSpec } from "../../../../src/rag/llm/types.ts";
import { collect } from "../collect.ts";
import { callRemote, providerContract } from "../provider-contract.ts";
import { lines, serveOpenAi, type OpenAiServer } from "../openai-server.ts";

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

const call = (server: OpenAiServer, more?: Partial<ModelRequest>) => callRemote("anthropic", server, more);

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

providerContract({
  kind: "anthropic",
  begun: begin,
  said: (text) => textBlock + said(text),
  failed: event("error", { error: { type: "overloaded_error", message: "Overloaded" } }),
});
