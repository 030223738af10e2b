import { readFile } from "node:fs/promises";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { chunk, serveOpenAi } from "../rag/llm/openai-server.ts";
import { inRepository, onlyModel, question, serving } from "./serving.ts";

const model = "pratikoai-rag";
const asked = "Come si calcola il TFR di un dipendente a tempo pieno?";
const messages = [{ role: "user" as const, content: asked }];

/** A tool of the client's own, as the client offers it. */
const tool = {
  type: "function" as const,
  function: {
    name: "KnowledgeSearchTool",
    description: "Search",
    parameters: { type: "object", properties: {} },
  },
};

async function settingsOf(name: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(inRepository(`test/fixtures/requests/${name}.json`), "utf8")).environment
    .settings;
}

/** A server whose model looks something up before it answers. */
async function withTool() {
  const served = await serving({ settings: await settingsOf("tool-knowledge") });
  const baseURL = `${await served.listen()}/v1`;
  return { ...served, openai: new OpenAI({ apiKey: "demo", baseURL, maxRetries: 0 }) };
}

test("tools that the graph runs are no calls for the client to run: they are told apart from the answer", async () => {
  const { openai, host } = await withTool();
  const stream = await openai.chat.completions.create({
    model,
    messages,
    tools: [tool],
    tool_choice: "auto",
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  const reasoning: unknown[] = [];
  const reasons = new Set<unknown>();
  for await (const { choices } of stream) {
    const [choice] = choices;
    if (choice === undefined) continue;
    expect(choice.delta.tool_calls).toBeUndefined();
    text += choice.delta.content ?? "";
    const told: unknown = Reflect.get(choice.delta, "reasoning_content");
    // Before the answer, not in it.
    if (told !== undefined) reasoning.push([text, told]);
    reasons.add(choice.finish_reason);
  }
  expect(reasoning).toEqual([["", "Consulto KnowledgeSearchTool.\n"]]);
  expect(text).toContain("divisa per 13,5");
  expect([...reasons]).toEqual([null, "stop"]);
  await host.live.idle();
  expect(host.runs.list({ step: "KBQueryTool" }, { limit: 9 }).runs).toHaveLength(1);
});

test("a whole answer says nothing of the graph's tools either", async () => {
  const { openai } = await withTool();
  const whole = await openai.chat.completions.create({ model, messages, tools: [tool] });
  expect(whole.choices[0]).toMatchObject({ finish_reason: "stop", message: { role: "assistant" } });
  expect(whole.choices[0]?.message.tool_calls).toBeUndefined();
});

test("the client's own loop over its tools ends with the first answer, and calls none", async () => {
  const { openai, host } = await withTool();
  let called = 0;
  const runner = openai.chat.completions.runTools({
    model,
    messages,
    tools: [{ ...tool, function: { ...tool.function, function: () => String(++called), parse: JSON.parse } }],
  });
  expect(await runner.finalContent()).toContain("divisa per 13,5");
  expect(called).toBe(0);
  await host.live.idle();
  expect(host.runs.list({}, { limit: 9 }).runs).toHaveLength(1);
});

test.each<[string, OpenAI.ChatCompletionToolChoiceOption]>([
  ["some tool", "required"],
  ["this tool", { type: "function", function: { name: "KnowledgeSearchTool" } }],
])("a client that insists on %s of its own is told that it cannot have it", async (_, tool_choice) => {
  const { openai } = await withTool();
  await expect(
    openai.chat.completions.create({ model, messages, tools: [tool], tool_choice }),
  ).rejects.toMatchObject({ status: 400, param: "tool_choice", type: "invalid_request_error" });
});

test("what tools of the client gave another model before is left out of the conversation", async () => {
  const { openai } = await withTool();
  const call = { id: "c1", type: "function" as const, function: { name: "weather", arguments: "{}" } };
  const { choices } = await openai.chat.completions.create({
    model,
    messages: [
      { role: "user", content: "Che tempo fa?" },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "Sole." },
      { role: "assistant", content: "C'è il sole." },
      ...messages,
    ],
  });
  expect(choices[0]?.message.content).toContain("divisa per 13,5");
});

// Somebody else's work on the machine can only lengthen what is measured, so a second look counts as well.
test("a client that aborts ends the call of the graph's model within 100 ms", { retry: 2 }, async () => {
  const left = Promise.withResolvers<number>();
  await using outside = await serveOpenAi(async (response, call) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }));
    await call.closed;
    left.resolve(performance.now());
  });
  const served = await serving({ settings: onlyModel(outside.baseUrl) });
  const openai = new OpenAI({ apiKey: "demo", baseURL: `${await served.listen()}/v1`, maxRetries: 0 });
  const leaving = new AbortController();
  const stream = await openai.chat.completions.create(
    { model, messages: [{ role: "user", content: question }], stream: true },
    { signal: leaving.signal },
  );
  let since = 0;
  for await (const { choices } of stream)
    if (choices[0]?.delta.content === "primo ") {
      since = performance.now();
      leaving.abort();
    }
  expect((await left.promise) - since).toBeLessThan(100);
  await served.host.live.idle();
  expect(served.host.live.openStreams).toBe(0);
});
