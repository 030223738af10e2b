import { describe, expect, it } from "vitest";

import { createModelService } from "../../../src/rag/llm/create-model-service.ts";
import { toolsOf } from "../../../src/rag/llm/tools-of.ts";
import type { ChatMessage, ModelRequest, ToolSpec } from "../../../src/rag/llm/types.ts";
import { createSettings } from "../../../src/rag/settings/create-settings.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { collect } from "./collect.ts";
import { chunk, doneChunk, lines, serveOpenAi } from "./openai-server.ts";

const search: ToolSpec = { name: "search", description: "Cerca", parameters: { type: "object" } };
const asked: readonly ChatMessage[] = [{ role: "user", content: "?" }];
const answered: readonly ChatMessage[] = [
  ...asked,
  { role: "assistant", content: "", tool_calls: [{ id: "a", name: "search", arguments: {} }] },
  { role: "tool", content: "trovato", tool_call_id: "a", name: "search" },
];
const request = (more: Partial<ModelRequest>): ModelRequest => ({
  model: "m",
  messages: asked,
  temperature: 0,
  signal: new AbortController().signal,
  ...more,
});

describe("toolsOf", () => {
  it("offers what is on offer, with the one that must be used", () => {
    expect(toolsOf(request({ tools: [search] }))).toEqual({ tools: [search], choice: undefined });
    expect(toolsOf(request({ tools: [search], required_tool: "search" })).choice).toEqual({ tool: "search" });
    expect(toolsOf(request({}))).toEqual({ tools: [], choice: undefined });
  });

  it("names the tools that a conversation used, not to be used again", async () => {
    expect(toolsOf(request({ messages: answered }))).toEqual({
      tools: [expect.objectContaining({ name: "search" })],
      choice: "none",
    });
    await using server = await serveOpenAi(lines(chunk({ content: "ecco" }), chunk({}, "stop"), doneChunk));
    const provider = {
      name: "studio",
      kind: "openai-compatible",
      base_url: server.baseUrl,
      models: [{ model: "m" }],
    };
    const settings = createSettings({ env: {}, overrides: { providers: [provider] } });
    const service = createModelService({ settings, env: {}, clock: createFakeClock() });
    const [offer] = service.offers;
    if (offer === undefined) throw new Error("no offer");
    const answer = await service.call(offer, request({ messages: answered }));
    expect((await collect(answer.text)).parts).toEqual(["ecco"]);
    expect(server.calls[0]?.body).toMatchObject({
      tools: [{ type: "function", function: { name: "search" } }],
      tool_choice: "none",
    });
  });
});
