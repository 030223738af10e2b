import OpenAI, { APIError } from "openai";
import { expect, test } from "vitest";
import type { Conversation, HttpCall } from "../../src/definition/environment.ts";
import { chunk, doneChunk, halting, serveOpenAi, usageChunk } from "../rag/llm/openai-server.ts";
import { bearerOf, onlyModel, question, serving, tokenOf } from "./serving.ts";

const model = "pratikoai-rag";
const messages = [{ role: "user" as const, content: question }];

async function client(options: Parameters<typeof serving>[0] = {}, apiKey = "demo") {
  const served = await serving(options);
  const baseURL = `${await served.listen()}/v1`;
  return { ...served, baseURL, openai: new OpenAI({ apiKey, baseURL, maxRetries: 0 }) };
}

test("the client lists the one model that there is", async () => {
  const { openai } = await client();
  const names: string[] = [];
  for await (const { id } of openai.models.list()) names.push(id);
  expect(names).toEqual([model]);
});

test("the client looks one model up, and hears which there are when it is another", async () => {
  const { openai } = await client();
  const [listed] = (await openai.models.list()).data;
  expect(await openai.models.retrieve(model)).toEqual(listed);
  await expect(openai.models.retrieve("ours/gpt-9")).rejects.toMatchObject({
    status: 404,
    type: "invalid_request_error",
    param: "model",
    code: "model_not_found",
    message: expect.stringContaining(model),
  });
});

test("what is not there, another method and whoever is not known get an error object anywhere below `/v1`", async () => {
  const { app } = await serving({ server: { tokens: [tokenOf("anna")] } });
  const told = async (method: "GET" | "POST" | "DELETE", url: string, headers = bearerOf("anna")) => {
    const response = await app.inject({ method, url, headers });
    const { message, ...error } = response.json().error ?? {};
    expect(message).toEqual(expect.any(String));
    return [response.statusCode, response.headers["allow"], error];
  };
  const invalid = { type: "invalid_request_error", param: null, code: null };
  const method = { ...invalid, code: "method_not_supported" };
  expect(await told("POST", "/v1/embeddings?x=1")).toEqual([404, undefined, invalid]);
  expect(await told("GET", "/v1")).toEqual([404, undefined, invalid]);
  expect(await told("GET", "/v1/chat/completions")).toEqual([405, "POST", method]);
  expect(await told("DELETE", "/v1/models/m")).toEqual([405, "GET, HEAD", method]);
  expect(await told("GET", "/v1/none", bearerOf("nobody"))).toEqual([
    401,
    undefined,
    { ...invalid, code: "invalid_api_key" },
  ]);
  for (const url of ["/v10/none", "/api/v1/none"])
    expect((await app.inject({ url, headers: bearerOf("anna") })).json()).toMatchObject({ status_code: 404 });
});

test("where nobody can chat, nothing is said in the words of OpenAI", async () => {
  const { app } = await serving({ parts: { environment: null } });
  expect((await app.inject({ url: "/v1/models" })).json()).toMatchObject({ status_code: 404 });
});

test("a whole completion is the graph's answer, with what it used", async () => {
  const { openai, host } = await client();
  const { data, response } = await openai.chat.completions.create({ model, messages }).withResponse();
  expect(data.choices[0]).toMatchObject({ finish_reason: "stop", message: { role: "assistant" } });
  expect(data.choices[0]?.message.content).toContain("F24");
  expect(data.usage?.completion_tokens).toBeGreaterThan(0);
  expect(host.runs.get(response.headers.get("x-run-id") ?? "")).toMatchObject({
    route: "POST /v1/chat/completions",
    entry: "Start",
  });
});

test("a streamed completion is the same text chunk by chunk, its usage at the end when asked for", async () => {
  const { openai } = await client();
  const whole = await openai.chat.completions.create({ model, messages });
  const stream = await openai.chat.completions.create({
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  const usages: unknown[] = [];
  const reasons: unknown[] = [];
  for await (const { choices, usage } of stream) {
    text += choices[0]?.delta.content ?? "";
    if (choices[0] !== undefined) reasons.push(choices[0].finish_reason);
    if (choices.length === 0) usages.push(usage);
  }
  expect(text).toBe(whole.choices[0]?.message.content);
  expect(reasons.at(-1)).toBe("stop");
  expect(usages).toEqual([whole.usage]);
});

test("a golden answer, which the graph never streams, comes as a stream too", async () => {
  const { openai } = await client();
  const asked = [{ role: "user" as const, content: "Qual è l'aliquota IVA ordinaria?" }];
  const stream = await openai.chat.completions.create({ model, messages: asked, stream: true });
  let text = "";
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  expect(text).toContain("22%");
});

test("roles, parts and files of the protocol become the graph's own", async () => {
  const { openai, host } = await client();
  const file_data = `data:text/plain;base64,${Buffer.from("Contratto di locazione").toString("base64")}`;
  await openai.chat.completions.create({
    model,
    messages: [
      { role: "developer", content: "Rispondi in breve." },
      {
        role: "user",
        content: [
          { type: "text", text: question },
          { type: "file", file: { filename: "nota.txt", file_data } },
        ],
      },
    ],
  });
  await host.live.idle();
  const [run] = host.runs.list({ step: "QuickPreIngest" }, { limit: 1 }).runs;
  expect(run?.status).toBe("completed");
});

test("refusals are error objects with their status", async () => {
  const { openai, baseURL } = await client();
  const refused = async (work: Promise<unknown>) => {
    const error = await work.catch((thrown: unknown) => thrown);
    if (!(error instanceof APIError)) throw new Error("It was not refused.", { cause: error });
    return [error.status, error.type, error.code, error.param];
  };
  const none = new OpenAI({ apiKey: "nobody", baseURL, maxRetries: 0 });
  const invalid = "invalid_request_error";
  expect(await refused(none.chat.completions.create({ model, messages }))).toEqual([
    401,
    invalid,
    "invalid_api_key",
    "authorization",
  ]);
  expect(await refused(openai.chat.completions.create({ model: "gpt-9", messages }))).toEqual([
    404,
    invalid,
    "model_not_found",
    "model",
  ]);
  expect(await refused(openai.chat.completions.create({ model, messages: [] }))).toEqual([
    400,
    invalid,
    null,
    "messages",
  ]);
  expect(await refused(openai.chat.completions.create({ model, messages, n: 2 }))).toEqual([
    400,
    invalid,
    null,
    "n",
  ]);
});

test("with tokens configured, one of them is the client's key", async () => {
  const { openai } = await client({ server: { tokens: [tokenOf("anna")] } }, "token-of-anna");
  const answer = await openai.chat.completions.create({ model, messages });
  expect(answer.choices[0]?.message.content).toContain("F24");
  expect(bearerOf("anna").authorization).toBe(`Bearer ${openai.apiKey ?? ""}`);
});

test("an answer that breaks off is an error of the stream, and is not closed as whole", async () => {
  await using outside = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }), () => response.destroy());
  });
  const { openai } = await client({ settings: onlyModel(outside.baseUrl) });
  const stream = await openai.chat.completions.create({ model, messages, stream: true });
  const read = async () => {
    for await (const _ of stream);
  };
  await expect(read()).rejects.toThrow("The answer broke off.");
});

const never = new Promise<void>(() => undefined);

test("a run that the server stops is an error of the stream too", async () => {
  await using outside = await serveOpenAi(halting(never));
  const { openai, host } = await client({ settings: onlyModel(outside.baseUrl) });
  const stream = await openai.chat.completions.create({ model, messages, stream: true });
  const read = async () => {
    for await (const { choices } of stream)
      if (choices[0]?.delta.content === "primo ") void host.live.drain(host.clock, 0);
  };
  await expect(read()).rejects.toMatchObject({
    message: "The answer broke off.",
    type: "server_error",
    code: "shutting-down",
  });
});

test("an answer that is wanted whole, which the graph streams and breaks off, is an error", async () => {
  await using outside = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }), () => response.destroy());
  });
  const { openai, environment } = await client({ settings: onlyModel(outside.baseUrl) });
  const { chat } = environment;
  if (chat === undefined) throw new Error("The project has no door for chats.");
  Object.assign(environment, {
    chat: {
      ...chat,
      toRequest: (said: Conversation, call: HttpCall) => chat.toRequest({ ...said, stream: true }, call),
    },
  });
  await expect(openai.chat.completions.create({ model, messages })).rejects.toMatchObject({
    status: 502,
    type: "server_error",
  });
});

test("where no project reads requests, an input that fits no key is the client's to hear about", async () => {
  const { openai, environment } = await client();
  Object.assign(environment, { toInput: undefined });
  await expect(openai.chat.completions.create({ model, messages })).rejects.toMatchObject({
    status: 400,
    type: "invalid_request_error",
    param: "body",
  });
});

test("while the model is silent the client gets signs of life and then the answer", async () => {
  const silent = Promise.withResolvers<void>();
  await using outside = await serveOpenAi(async (response) => {
    await silent.promise;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(chunk({ role: "assistant", content: "ecco" }) + chunk({}, "stop") + usageChunk + doneChunk);
  });
  const settings = onlyModel(outside.baseUrl);
  const { baseURL } = await client({ settings, server: { timeouts: { heartbeat_ms: 20 } } });
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer demo", "content-type": "application/json" },
    body: JSON.stringify({ model, messages, stream: true }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe(": heartbeat\n\n");
  silent.resolve();
  let text = "";
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
  expect(text).toContain('"content":"ecco"');
  expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
});

test("a client in a container calls this machine by another name, which tokens let in and nothing else", async () => {
  const headers = { host: "host.docker.internal:8105" };
  const open = await serving();
  expect((await open.app.inject({ url: "/v1/models", headers })).statusCode).toBe(403);
  const { app } = await serving({ server: { tokens: [tokenOf("anna")] } });
  expect((await app.inject({ url: "/v1/models", headers })).statusCode).toBe(401);
  const models = await app.inject({ url: "/v1/models", headers: { ...headers, ...bearerOf("anna") } });
  expect(models.json().data).toMatchObject([{ id: model }]);
});
