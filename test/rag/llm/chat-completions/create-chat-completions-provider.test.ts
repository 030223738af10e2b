import { describe, expect, it } from "vitest";
import { createModelService } from "../../../../src/rag/llm/create-model-service.ts";
import type {
  ChatMessage,
  ModelOffer,
  ModelRequest,
  ModelService,
  ToolSpec,
} from "../../../../src/rag/llm/types.ts";
import { createSettings } from "../../../../src/rag/settings/create-settings.ts";
import { createFakeClock } from "../../../../src/runtime/fake-clock.ts";
import { collect, rejection } from "../collect.ts";
import {
  chunk,
  doneChunk,
  lines,
  serveOpenAi,
  usageChunk,
  type OpenAiServer,
  type Reply,
} from "../openai-server.ts";

const env = { STUDIO_KEY: "sk-test" };

function serviceFor(baseUrl: string): ModelService {
  const provider = {
    name: "studio",
    kind: "openai-compatible",
    base_url: baseUrl,
    api_key_env: "STUDIO_KEY",
    models: [{ model: "m" }],
  };
  const settings = createSettings({ env: {}, overrides: { providers: [provider] } });
  return createModelService({ settings, env, clock: createFakeClock() });
}

const offer: ModelOffer = {
  provider: "studio",
  model: "m",
  input_price: 0,
  output_price: 0,
  quality: 0.5,
  priority: 1,
  region: "local",
};

function request(more: Partial<ModelRequest> = {}): Omit<ModelRequest, "model"> {
  return {
    messages: [{ role: "user", content: "Qual è l'aliquota?" }],
    temperature: 0.2,
    signal: new AbortController().signal,
    ...more,
  };
}

function call(server: OpenAiServer, more: Partial<ModelRequest> = {}) {
  return serviceFor(server.baseUrl).call(offer, request(more));
}

const stopChunk = chunk({}, "stop");
const searchTool: ToolSpec = {
  name: "knowledge_search",
  description: "Cerca",
  parameters: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
};

describe("an answer over HTTP", () => {
  it("comes part by part, whole, with the usage that the server counted", async () => {
    const parts = ["Il ", " 22", " per\n", "cento  ", "🙂"];
    await using server = await serveOpenAi(
      lines(
        chunk({ role: "assistant", content: "" }),
        ...parts.map((content) => chunk({ content })),
        stopChunk,
        usageChunk,
        doneChunk,
      ),
    );
    const answer = await call(server, { max_output_tokens: 50 });
    expect((await collect(answer.text)).parts).toEqual(parts);
    expect(await answer.completion).toEqual({
      text: parts.join(""),
      tool_calls: [],
      model: "m",
      usage: { input_tokens: 11, output_tokens: 7 },
      finish_reason: "stop",
    });
    expect(server.calls[0]).toMatchObject({
      authorization: "Bearer sk-test",
      body: {
        model: "m",
        stream: true,
        temperature: 0.2,
        max_tokens: 50,
        messages: [{ role: "user", content: "Qual è l'aliquota?" }],
      },
    });
  });

  it("is handed out at its first token, before the server has written the second", async () => {
    const second = Promise.withResolvers<void>();
    await using server = await serveOpenAi(async (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk({ content: "uno" }));
      await second.promise;
      response.end(chunk({ content: " due" }) + stopChunk + doneChunk);
    });
    const answer = await call(server);
    const reader = answer.text[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: "uno" });
    second.resolve();
    expect(await reader.next()).toEqual({ done: false, value: " due" });
    expect(await reader.next()).toMatchObject({ done: true });
  });

  it("estimates the usage where the server counts none", async () => {
    await using server = await serveOpenAi(lines(chunk({ content: "12345678" }), stopChunk, doneChunk));
    const answer = await call(server);
    await collect(answer.text);
    expect((await answer.completion).usage).toEqual({ input_tokens: 15, output_tokens: 2 });
  });

  it("says when it was cut off for its length", async () => {
    await using server = await serveOpenAi(lines(chunk({ content: "Il" }), chunk({}, "length"), doneChunk));
    const answer = await call(server);
    await collect(answer.text);
    expect((await answer.completion).finish_reason).toBe("length");
  });

  it("sends a conversation with tool calls and their results", async () => {
    await using server = await serveOpenAi(lines(chunk({ content: "ok" }), stopChunk, doneChunk));
    const messages: readonly ChatMessage[] = [
      { role: "system", content: "Sei un assistente." },
      { role: "user", content: "IVA?" },
      {
        role: "assistant",
        content: "",
        tool_calls: [{ id: "t1", name: "knowledge_search", arguments: { query: "iva" } }],
      },
      { role: "tool", content: "22%", tool_call_id: "t1", name: "knowledge_search" },
    ];
    await collect((await call(server, { messages, tools: [searchTool] })).text);
    expect(server.calls[0]?.body).toMatchObject({
      messages: [
        { role: "system", content: "Sei un assistente." },
        { role: "user", content: "IVA?" },
        {
          role: "assistant",
          tool_calls: [{ id: "t1", function: { name: "knowledge_search", arguments: '{"query":"iva"}' } }],
        },
        { role: "tool", tool_call_id: "t1", content: "22%" },
      ],
      tools: [
        { type: "function", function: { name: "knowledge_search", parameters: searchTool.parameters } },
      ],
    });
  });
});

describe("tool calls over HTTP", () => {
  function toolChunks(...calls: readonly (readonly [id: string, name: string, args: string])[]): Reply {
    const deltas = calls.flatMap(([id, name, args], index) => [
      chunk({
        tool_calls: [{ index, id, type: "function", function: { name, arguments: args.slice(0, 3) } }],
      }),
      chunk({ tool_calls: [{ index, function: { arguments: args.slice(3) } }] }),
    ]);
    return lines(...deltas, chunk({}, "tool_calls"), usageChunk, doneChunk);
  }

  it("are complete when the answer is handed out", async () => {
    await using server = await serveOpenAi(
      toolChunks(
        ["t1", "knowledge_search", '{"query":"iva"}'],
        ["t2", "knowledge_search", '{"query":"tfr"}'],
      ),
    );
    const answer = await call(server, { tools: [searchTool] });
    expect(answer.kind).toBe("tool-calls");
    expect(answer.tool_calls).toEqual([
      { id: "t1", name: "knowledge_search", arguments: { query: "iva" } },
      { id: "t2", name: "knowledge_search", arguments: { query: "tfr" } },
    ]);
    expect(await answer.completion).toMatchObject({
      finish_reason: "tool-calls",
      usage: { input_tokens: 11 },
    });
  });

  it("are handed on when the tool is unknown or its arguments are no object", async () => {
    await using server = await serveOpenAi(
      toolChunks(["t1", "weather", '{"city":"Roma"}'], ["t2", "knowledge_search", "{broken"]),
    );
    const answer = await call(server, { tools: [searchTool] });
    expect(answer.tool_calls.map(({ name }) => name)).toEqual(["weather", "knowledge_search"]);
    expect(answer.tool_calls[1]?.arguments).toHaveProperty("invalid_arguments");
  });
});

describe("a server that fails", () => {
  it.each([
    [503, true],
    [429, true],
    [408, true],
    [400, false],
    [401, false],
    [404, false],
    [422, false],
  ])("before the first token with status %i may be tried again: %s", async (status, retryable) => {
    await using server = await serveOpenAi((response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: "you asked: Qual è l'aliquota?" } }));
    });
    const error = await rejection(call(server));
    expect(error).toMatchObject({ code: `provider-status-${status}`, status, retryable, provider: "studio" });
    expect(String(error)).not.toContain("aliquota");
    expect(server.calls).toHaveLength(1);
  });

  it("is unreachable when nothing listens", async () => {
    const server = await serveOpenAi();
    await server[Symbol.asyncDispose]();
    expect(await rejection(call(server))).toMatchObject({ code: "provider-unreachable", retryable: true });
  });

  it("may be tried again when it breaks off before the first token", async () => {
    await using server = await serveOpenAi((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk({ role: "assistant", content: "" }));
      response.destroy();
    });
    expect(await rejection(call(server))).toMatchObject({ retryable: true });
  });

  it("sends an error inside of the stream before the first token", async () => {
    await using server = await serveOpenAi(
      lines(`data: ${JSON.stringify({ error: { message: "overloaded" } })}\n\n`),
    );
    expect(await rejection(call(server))).toMatchObject({ provider: "studio", retryable: true });
  });

  it("is not to be tried again when it sends an error with such a status inside of the stream", async () => {
    await using server = await serveOpenAi(
      lines(
        `data: ${JSON.stringify({ error: { message: "you asked: Qual è l'aliquota?", code: 400 } })}\n\n`,
      ),
    );
    const error = await rejection(call(server));
    expect(error).toMatchObject({ code: "provider-status-400", retryable: false });
    expect(String(error)).not.toContain("aliquota");
  });

  it.each([
    ["no JSON", "data: {broken\n\n"],
    ["no chunk", 'data: {"choices":"aliquota"}\n\n'],
  ])("sends %s: the connection is closed and the call may be tried again", async (_, frame) => {
    await using server = await serveOpenAi((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(frame);
    });
    const error = await rejection(call(server));
    expect(error).toMatchObject({ code: "provider-broke-off", retryable: true });
    expect(String(error)).not.toContain("aliquota");
    await server.calls[0]?.closed;
  });

  it("redirects: the call goes there, with its body, and without the key where that is somebody else", async () => {
    await using other = await serveOpenAi(lines(chunk({ content: "ok" }), stopChunk, doneChunk));
    await using server = await serveOpenAi(
      (response) => void response.writeHead(308, { location: "/v1/there" }).end(),
      (response) => void response.writeHead(307, { location: `${other.baseUrl}/chat/completions` }).end(),
    );
    expect((await collect((await call(server)).text)).parts).toEqual(["ok"]);
    expect(server.calls.map(({ authorization }) => authorization)).toEqual([
      "Bearer sk-test",
      "Bearer sk-test",
    ]);
    expect(other.calls[0]).toMatchObject({ authorization: undefined, body: { model: "m", stream: true } });
  });

  it("redirects in a circle: the call ends with the last status", async () => {
    await using server = await serveOpenAi(
      ...Array.from({ length: 30 }, (): Reply => (response) => {
        response.writeHead(307, { location: "/v1/chat/completions" }).end();
      }),
    );
    expect(await rejection(call(server))).toMatchObject({ code: "provider-status-307", retryable: false });
    expect(server.calls).toHaveLength(21);
  });

  it("breaks off after the first token: in the text and in the completion", async () => {
    await using server = await serveOpenAi((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk({ content: "Il " }), () => response.destroy());
    });
    const answer = await call(server);
    const { parts, error } = await collect(answer.text);
    expect(parts).toEqual(["Il "]);
    expect(error).toMatchObject({ provider: "studio", retryable: true });
    await expect(answer.completion).rejects.toBe(error);
  });

  it("ends after the first token without saying that the answer is whole", async () => {
    await using server = await serveOpenAi(lines(chunk({ content: "Il " })));
    expect((await collect((await call(server)).text)).error).toMatchObject({ code: "provider-broke-off" });
  });
});

describe("a caller that has enough", () => {
  const endless: Reply = (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ content: "Il " }));
  };

  it("closes the connection at once when it stops reading", async () => {
    await using server = await serveOpenAi(endless);
    const answer = await call(server);
    for await (const part of answer.text) {
      expect(part).toBe("Il ");
      break;
    }
    // A machine under load has its own idea of "at once"; a connection left open runs into the test's time limit.
    await server.calls[0]?.closed;
    await expect(answer.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
  });

  it("closes the connection at once when it aborts while the next token is awaited", async () => {
    await using server = await serveOpenAi(endless);
    const halt = new AbortController();
    const answer = await call(server, { signal: halt.signal });
    const reading = collect(answer.text);
    halt.abort(new Error("client gone"));
    await server.calls[0]?.closed;
    expect((await reading).error).toMatchObject({ code: "provider-call-stopped", retryable: false });
  });

  it("calls nobody when it has aborted before", async () => {
    await using server = await serveOpenAi(endless);
    expect(await rejection(call(server, { signal: AbortSignal.abort(new Error("gone")) }))).toMatchObject({
      code: "provider-call-stopped",
    });
    expect(server.calls).toHaveLength(0);
  });

  it("closes the connection when it aborts while nothing is awaited", async () => {
    await using server = await serveOpenAi(endless);
    const halt = new AbortController();
    const answer = await call(server, { signal: halt.signal });
    halt.abort(new Error("client gone"));
    await server.calls[0]?.closed;
    await expect(answer.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
  });

  it("that reads slowly keeps the server from sending more", async () => {
    const part = chunk({ content: "x".repeat(64 * 1024) });
    const { promise: stuck, resolve: isStuck } = Promise.withResolvers<void>();
    let sent = 0;
    await using server = await serveOpenAi(async (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (; sent < 1000; sent++) {
        if (response.write(part)) continue;
        const drained = new Promise((resolve) => response.once("drain", resolve));
        const waited = new Promise((resolve) => setTimeout(resolve, 200, "stuck"));
        if ((await Promise.race([drained, waited])) === "stuck") isStuck();
        await drained;
      }
      response.end(stopChunk + doneChunk);
    });
    const answer = await call(server);
    await stuck;
    expect(sent).toBeLessThan(1000);
    let length = 0;
    for await (const text of answer.text) length += text.length;
    expect(length).toBe(1000 * 64 * 1024);
  });
});
