import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { chunk, serveOpenAi, halting } from "../rag/llm/openai-server.ts";
import { bearerOf, demo, inRepository, onlyModel, question, serving, tokenOf } from "./serving.ts";

const ask = { method: "POST", url: "/api/v1/chat", headers: demo } as const;

test("a posted question is a run of the graph, and the answer is what its steps made", async () => {
  const { app, host } = await serving();
  const response = await app.inject({ ...ask, payload: { query: question } });
  expect(response.statusCode).toBe(200);
  expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
  const run = host.runs.get(String(response.headers["x-run-id"]));
  expect(run).toMatchObject({ entry: "Start", route: "POST /api/v1/chat", user_id: "user_demo" });
  expect(response.json()).toMatchObject({ message: { role: "assistant" }, session_id: "session_demo" });
});

test.each(["missing-auth", "invalid-body", "golden-hit", "document-not-allowed"])(
  "the request of %s gets over HTTP what the runner gives it",
  async (name) => {
    const file = JSON.parse(await readFile(inRepository(`test/fixtures/requests/${name}.json`), "utf8"));
    const { app } = await serving({ settings: file.environment?.settings });
    const { headers, body, path } = file.request;
    const response = await app.inject({
      method: "POST",
      url: path ?? "/api/v1/chat",
      headers,
      payload: body,
    });
    expect(response.statusCode).toBe(file.expect.status_code);
  },
);

test("a stream has the headers of its setup, the frames of its steps, and the transport's ids beside them", async () => {
  const { listen } = await serving();
  const response = await fetch(`${await listen()}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json", "x-request-id": "req_mine" },
    body: JSON.stringify({ query: question }),
  });
  const { date: _, "x-run-id": run_id, ...headers } = Object.fromEntries(response.headers);
  expect(headers).toEqual({
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    connection: "keep-alive",
    "transfer-encoding": "chunked",
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "Cache-Control",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "x-request-id": "req_mine",
  });
  expect(run_id).toMatch(/^run_/);
  const text = await response.text();
  expect(text.startsWith("data: ")).toBe(true);
  expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
});

test("a token of the model is at the client before the model says the next one", async () => {
  const next = Promise.withResolvers<void>();
  await using model = await serveOpenAi(halting(next.promise));
  const { listen } = await serving({ settings: onlyModel(model.baseUrl) });
  const response = await fetch(`${await listen()}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json" },
    body: JSON.stringify({ query: question }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe("data: primo \n\n");
  next.resolve();
  let rest = "";
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) rest += part.value;
  expect(rest).toContain("data: secondo\n\n");
});

// Somebody else's work on the machine can only lengthen what is measured, so a second look counts as well.
test(
  "a client that leaves in the middle of a stream, or before it, ends the model's call at once",
  { retry: 2 },
  async () => {
    for (const before of [true, false]) {
      const asked = Promise.withResolvers<void>();
      const left = Promise.withResolvers<void>();
      await using model = await serveOpenAi(async (response, call) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        if (!before) response.write(chunk({ role: "assistant", content: "primo " }));
        else response.flushHeaders();
        asked.resolve();
        await call.closed;
        left.resolve();
      });
      const { listen, host } = await serving({ settings: onlyModel(model.baseUrl) });
      const leaving = new AbortController();
      const asking = fetch(`${await listen()}/api/v1/chat/stream`, {
        method: "POST",
        headers: { ...demo, "content-type": "application/json" },
        body: JSON.stringify({ query: question }),
        signal: leaving.signal,
      });
      await (before ? asked.promise : asking);
      const since = performance.now();
      leaving.abort();
      await asking.catch(() => undefined);
      await left.promise;
      expect(performance.now() - since).toBeLessThan(100);
      await host.live.idle();
      const [run] = host.runs.list({}, { limit: 1 }).runs;
      expect(run?.status).toBe(before ? "cancelled" : "completed");
    }
  },
);

test("a session's history is what was said in it, and can be forgotten", async () => {
  const { app, host } = await serving();
  const history = { url: "/api/v1/chat/history", headers: demo } as const;
  expect((await app.inject(history)).json()).toEqual({ session_id: "session_demo", messages: [] });
  await app.inject({ ...ask, payload: { query: `${question} Scrivete a mario.rossi@example.it` } });
  await app.inject({ ...ask, url: "/api/v1/chat/stream", payload: { query: "Che cos'è il modello F24?" } });
  await host.live.idle();
  const { messages } = (await app.inject(history)).json();
  expect(messages.map(({ role }: { role: string }) => role)).toEqual([
    "user",
    "assistant",
    "user",
    "assistant",
  ]);
  expect(messages[0].content).toBe(`${question} Scrivete a [EMAIL_1]`);
  expect(messages[3].content).toContain("F24");
  const cleared = await app.inject({ ...history, method: "DELETE" });
  expect(cleared.json()).toEqual({ session_id: "session_demo", cleared: 4 });
  expect((await app.inject(history)).json().messages).toEqual([]);
});

test("histories of another token are not found", async () => {
  const { app, host } = await serving({ server: { tokens: [tokenOf("anna"), tokenOf("bruno", "admin")] } });
  const answer = await app.inject({ ...ask, headers: bearerOf("anna"), payload: { query: question } });
  expect(answer.statusCode).toBe(200);
  await host.live.idle();
  const url = "/api/v1/chat/history?session_id=session-of-anna";
  expect((await app.inject({ url, headers: bearerOf("anna") })).json().messages).toHaveLength(2);
  const other = await app.inject({ url, headers: bearerOf("bruno") });
  expect([other.statusCode, other.json().errors]).toEqual([404, []]);
  await app.inject({ method: "DELETE", url: "/api/v1/chat/history", headers: bearerOf("bruno") });
  expect((await app.inject({ url, headers: bearerOf("anna") })).json().messages).toHaveLength(2);
});

test("feedback on an answer is a run that goes on with it, for whom the run is known to", async () => {
  const { app, host } = await serving({
    server: { tokens: [tokenOf("anna"), tokenOf("bruno"), tokenOf("carla", "expert")] },
  });
  const asked = { ...ask, headers: bearerOf("anna"), payload: { query: "Qual è l'aliquota IVA ordinaria?" } };
  const answer = await app.inject(asked);
  const run_id = String(answer.headers["x-run-id"]);
  await host.live.idle();
  const give = (user: string, payload: object) =>
    app.inject({ method: "POST", url: "/api/v1/faq/feedback", headers: bearerOf(user), payload });
  const given = await give("anna", { run_id, was_helpful: true });
  expect([given.statusCode, given.json()]).toMatchObject([200, { run_id, feedback_id: expect.any(String) }]);
  expect((await give("bruno", { run_id, was_helpful: true })).statusCode).toBe(404);
  expect((await give("carla", { run_id, was_helpful: false })).statusCode).toBe(200);
  expect((await give("anna", { run_id: "run_nobody" })).statusCode).toBe(404);
  const wrong = await give("anna", { run_id, was_helpful: "forse" });
  expect([wrong.statusCode, wrong.json().errors[0].field]).toEqual([400, "was_helpful"]);
});
