import { describe, expect, it } from "vitest";
import type { ChatMessage, ModelRequest, ToolSpec } from "../../../../src/rag/llm/types.ts";
import { collect, rejection } from "../collect.ts";
import { callRemote, providerContract } from "../provider-contract.ts";
import {
  chunk,
  doneChunk,
  lines,
  serveOpenAi,
  usageChunk,
  type OpenAiServer,
  type Reply,
} from "../openai-server.ts";

const call = (server: OpenAiServer, more?: Partial<ModelRequest>) =>
  callRemote("openai-compatible", server, more);

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

providerContract({
  kind: "openai-compatible",
  begun: chunk({ role: "assistant", content: "" }),
  said: (text) => chunk({ content: text }),
  failed: `data: ${JSON.stringify({ error: { message: "overloaded" } })}\n\n`,
});

describe("a server that is odd", () => {
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

  it("says no more than why it refuses, and never ends: its connection is closed", async () => {
    await using server = await serveOpenAi(
      ...[500, 307].map((status): Reply => (response) => {
        response.writeHead(status, { location: "/v1/there" });
        response.write("because");
      }),
      lines(chunk({ content: "ok" }), stopChunk, doneChunk),
    );
    expect(await rejection(call(server))).toMatchObject({ code: "provider-status-500" });
    await server.calls[0]?.closed;
    expect((await collect((await call(server)).text)).parts).toEqual(["ok"]);
    await server.calls[1]?.closed;
  });

  it("redirects to what is no address: its status is told, and its connection closed", async () => {
    await using server = await serveOpenAi((response) => {
      response.writeHead(308, { location: "http://[" });
      response.write("there");
    });
    expect(await rejection(call(server))).toMatchObject({ code: "provider-status-308" });
    await server.calls[0]?.closed;
  });

  it("changes to another protocol: it is unreachable", async () => {
    await using server = await serveOpenAi((response) => {
      response.socket?.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
    });
    expect(await rejection(call(server))).toMatchObject({ code: "provider-unreachable", retryable: true });
  });

  it("writes the text as a list of parts: what the model thought is none of it", async () => {
    const thought = { type: "thinking", thinking: [{ type: "text", text: "Uhm." }] };
    await using server = await serveOpenAi(
      lines(chunk({ content: [thought, { type: "text", text: "Il 22%" }] }), stopChunk, doneChunk),
    );
    expect((await collect((await call(server)).text)).parts).toEqual(["Il 22%"]);
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
});

describe("a caller", () => {
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
