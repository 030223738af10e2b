import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { createModelService } from "../../../../src/rag/llm/create-model-service.ts";
import { createSettings } from "../../../../src/rag/settings/create-settings.ts";
import { createFakeClock } from "../../../../src/runtime/fake-clock.ts";
import { collect } from "../collect.ts";
import { lines, serveOpenAi } from "../openai-server.ts";

function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

async function ask(kind: "openai" | "anthropic", baseUrl: string) {
  const provider = { name: "remote", kind, base_url: baseUrl, api_key_env: "KEY", models: [{ model: "m" }] };
  const settings = createSettings({ env: {}, overrides: { providers: [provider] } });
  const service = createModelService({ settings, env: { KEY: "k" }, clock: createFakeClock() });
  const [offer] = service.offers;
  if (offer === undefined) throw new Error("There is no offer.");
  const answer = await service.call(offer, {
    messages: [
      { role: "system", content: "Sei un assistente." },
      { role: "user", content: "IVA?" },
    ],
    temperature: 0.2,
    max_output_tokens: 100,
    signal: new AbortController().signal,
  });
  return { parts: (await collect(answer.text)).parts, completion: await answer.completion };
}

describe("languageModelLoader", () => {
  it("reaches Anthropic's messages", async () => {
    await using server = await serveOpenAi(
      lines(
        event("message_start", {
          message: {
            id: "m1",
            type: "message",
            role: "assistant",
            model: "m",
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { input_tokens: 9, output_tokens: 1 },
          },
        }),
        event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
        event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "Il " } }),
        event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "22%" } }),
        event("content_block_stop", { index: 0 }),
        event("message_delta", {
          delta: { stop_reason: "end_turn", stop_sequence: null },
          usage: { output_tokens: 4 },
        }),
        event("message_stop", {}),
      ),
    );
    expect(await ask("anthropic", server.baseUrl)).toMatchObject({
      parts: ["Il ", "22%"],
      completion: { finish_reason: "stop", usage: { input_tokens: 9, output_tokens: 4 } },
    });
    expect(server.calls[0]?.body).toMatchObject({ model: "m", max_tokens: 100, stream: true });
  });

  it("reaches OpenAI's responses", async () => {
    const response = {
      id: "r1",
      object: "response",
      created_at: 1,
      model: "m",
      output: [],
      status: "in_progress",
    };
    const item = { type: "message", id: "i1", status: "in_progress", role: "assistant", content: [] };
    await using server = await serveOpenAi(
      lines(
        event("response.created", { response }),
        event("response.output_item.added", { output_index: 0, item }),
        event("response.output_text.delta", {
          item_id: "i1",
          output_index: 0,
          content_index: 0,
          delta: "Il 22%",
        }),
        event("response.output_item.done", { output_index: 0, item: { ...item, status: "completed" } }),
        event("response.completed", {
          response: { ...response, status: "completed", usage: { input_tokens: 9, output_tokens: 4 } },
        }),
      ),
    );
    expect(await ask("openai", server.baseUrl)).toMatchObject({
      parts: ["Il 22%"],
      completion: { finish_reason: "stop", usage: { input_tokens: 9, output_tokens: 4 } },
    });
  });

  it("loads no package of a provider before the first call", async () => {
    const service = fileURLToPath(
      new URL("../../../../src/rag/llm/create-model-service.ts", import.meta.url),
    );
    const program = `
      import { registerHooks } from "node:module";
      const loaded = [];
      registerHooks({ resolve(name, context, next) { loaded.push(name); return next(name, context); } });
      const { createModelService } = await import(${JSON.stringify(service)});
      const models = [{ model: "m" }];
      const providers = [{ name: "o", kind: "openai-compatible", base_url: "http://127.0.0.1:9/v1", models }];
      createModelService({ settings: { providers }, env: {}, clock: undefined });
      console.log(JSON.stringify({ count: loaded.length, sdk: loaded.filter((name) => /^(ai|@ai-sdk)/.test(name)) }));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
    const { count, sdk } = JSON.parse(stdout) as { count: number; sdk: string[] };
    expect(count).toBeGreaterThan(5);
    expect(sdk).toEqual([]);
  });
});
