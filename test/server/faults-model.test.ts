import { expect, test } from "vitest";
import type { Clock } from "../../src/definition/step.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { chunk, serveOpenAi } from "../rag/llm/openai-server.ts";
import type { Reply } from "../rag/llm/openai-server.ts";
import { demo, onlyModel, question, serving } from "./serving.ts";

const ask = { method: "POST", url: "/api/v1/chat", headers: demo, payload: { query: question } } as const;

interface HurriedClock extends Clock {
  /** Goes so many times as fast from now on. */
  hurry(times: number): void;
}

/** A clock on which all time-outs are so many times shorter: the sockets are real, the waiting is not as long. */
function hurried(first: number): HurriedClock {
  const clock = createSystemClock();
  let times = first;
  let from = clock.monotonic();
  let at = { now: clock.now(), monotonic: from };
  const gone = () => (clock.monotonic() - from) * times;
  return {
    now: () => Math.round(at.now + gone()),
    monotonic: () => at.monotonic + gone(),
    sleep: (ms, signal) => clock.sleep(ms / times, signal),
    hurry(next) {
      at = { now: at.now + gone(), monotonic: at.monotonic + gone() };
      from = clock.monotonic();
      times = next;
    },
  };
}

const begin =
  (text: string): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(text);
  };

test.each<[string, Reply]>([
  ["closes the connection", (response) => void response.destroy()],
  ["resets the connection", (response) => void response.socket?.resetAndDestroy()],
  ["sends garbage", (response) => void response.writeHead(200).end("\u0000<html>no</html>")],
  ["sends bytes that are no HTTP", (response) => void response.socket?.end("what?\r\n\r\n")],
  ["sends a status of its own", (response) => void response.writeHead(418).end("teapot at 127.0.0.1")],
  [
    "sends frames that are no JSON",
    (response) =>
      void response
        .writeHead(200, { "content-type": "text/event-stream" })
        .end("data: {no\n\ndata: [DONE]\n\n"),
  ],
  [
    "sends half a frame",
    (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"id":"c1","choices":[{"index":0,"del', () => response.destroy());
    },
  ],
  [
    "sends half a frame and ends as if it were whole",
    (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end('data: {"id":"c1","choices":[{"index":0,"del');
    },
  ],
])("a model that %s is a 500 without a word about the inside", async (_, reply) => {
  await using model = await serveOpenAi(reply);
  const { app, host } = await serving({ settings: onlyModel(model.baseUrl) });
  const response = await app.inject(ask);
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toMatch(/127\.0\.0\.1|outside|teapot|JSON/);
  await host.live.idle();
  expect(host.runs.list({}, { limit: 1 }).runs[0]).toMatchObject({ status: "completed", status_code: 500 });
});

test("a model that resets in the middle of an answer ends the stream with an error frame and without DONE", async () => {
  await using model = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }), () => response.destroy());
  });
  const { app } = await serving({ settings: onlyModel(model.baseUrl) });
  const { body } = await app.inject({ ...ask, url: "/api/v1/chat/stream" });
  expect(body).toContain("data: primo \n\n");
  expect(body).toMatch(/event: error\ndata: \{"code":"[a-z-]+","message":"[^"]+"\}\n\n$/);
});

test.each<[string, Reply]>([
  ["says nothing at all", () => undefined],
  ["sends the head and then nothing", begin(": wait\n\n")],
  ["sends half a frame and then nothing", begin('data: {"id":"c1","cho')],
])("a model that %s is given up at its time-out, and its connection is closed", async (_, reply) => {
  const closed = Promise.withResolvers<void>();
  await using model = await serveOpenAi(async (response, call) => {
    await reply(response, call);
    await call.closed;
    closed.resolve();
  });
  const { app, host } = await serving({ settings: onlyModel(model.baseUrl), clock: hurried(25) });
  const response = await app.inject(ask);
  expect(response.statusCode).toBe(500);
  await closed.promise;
  await host.live.idle();
  const [run] = host.runs.list({}, { limit: 1 }).runs;
  expect(run?.status).toBe("completed");
  // 50 s are what a model is given, 60 s what the step that calls it is.
  expect(run?.latency_ms).toBeGreaterThan(49_000);
});

test("a model that falls silent in the middle of an answer ends the stream with an error frame", async () => {
  const closed = Promise.withResolvers<void>();
  const clock = hurried(1);
  await using model = await serveOpenAi(async (response, call) => {
    // 300 s are what the step that sends the stream is given.
    clock.hurry(150);
    await begin(chunk({ role: "assistant", content: "primo " }))(response, call);
    await call.closed;
    closed.resolve();
  });
  const { listen, host } = await serving({ settings: onlyModel(model.baseUrl), clock });
  const response = await fetch(`${await listen()}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json" },
    body: JSON.stringify(ask.payload),
  });
  const text = await response.text();
  expect(text).toMatch(/^data: primo \n\n/);
  expect(text).toMatch(/event: error\ndata: \{"code":"[a-z-]+","message":"[^"]+"\}\n\n$/);
  await closed.promise;
  await host.live.idle();
  expect(host.runs.list({}, { limit: 1 }).runs).toHaveLength(1);
});
