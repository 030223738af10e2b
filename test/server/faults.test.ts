import { connect } from "node:net";
import type { Socket } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSystemIds } from "../../src/runtime/ids.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { openSqliteRunStore } from "../../src/server/runs/sqlite-run-store.ts";
import { folderWith } from "../cli/ragstep.ts";
import { chunk, doneChunk, serveOpenAi, usageChunk } from "../rag/llm/openai-server.ts";
import type { Reply } from "../rag/llm/openai-server.ts";
import { demo, onlyModel, question, serving } from "./serving.ts";

const payload = JSON.stringify({ query: question });
const clock = createSystemClock();

function askOver(base: string): Socket {
  const socket = connect(Number(new URL(base).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    [
      "POST /api/v1/chat/stream HTTP/1.1",
      "host: localhost",
      "authorization: Bearer demo",
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(payload)}`,
      "",
      payload,
    ].join("\r\n"),
  );
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Answers for as long as somebody takes it; tells how much it has said. */
function endless(said: { bytes: number }, closed: PromiseWithResolvers<void>): Reply {
  return async (response) => {
    response.once("close", () => closed.resolve());
    response.writeHead(200, { "content-type": "text/event-stream" });
    const part = chunk({ role: "assistant", content: "parola ".repeat(200) });
    while (!response.destroyed) {
      said.bytes += part.length;
      if (!response.write(part))
        await Promise.race([new Promise((resolve) => response.once("drain", resolve)), closed.promise]);
    }
  };
}

test("a client that reads nothing makes the model wait, not the memory grow, and is cut off in the end", async () => {
  const said = { bytes: 0 };
  const closed = Promise.withResolvers<void>();
  await using model = await serveOpenAi(endless(said, closed));
  const { listen, host } = await serving({
    settings: onlyModel(model.baseUrl),
    server: { timeouts: { stall_ms: 300 } },
  });
  const socket = askOver(await listen());
  socket.pause();
  await closed.promise;
  // What fits into the buffers of the sockets between model, server and client, and no more.
  expect(said.bytes).toBeLessThan(40_000_000);
  await host.live.idle();
  expect(host.runs.list({}, { limit: 1 }).runs[0]?.status).toBe("completed");
  socket.resume();
  await new Promise((resolve) => socket.once("close", resolve));
  expect(host.live.openStreams).toBe(0);
});

test("a client that closes its half after asking, or is reset, leaves nothing behind", async () => {
  for (const leave of [(socket: Socket) => socket.end(), (socket: Socket) => socket.resetAndDestroy()]) {
    const said = { bytes: 0 };
    const closed = Promise.withResolvers<void>();
    await using model = await serveOpenAi(endless(said, closed));
    const { listen, host } = await serving({ settings: onlyModel(model.baseUrl) });
    const socket = askOver(await listen());
    await new Promise((resolve) => socket.once("data", resolve));
    leave(socket);
    await closed.promise;
    if (!socket.closed) await new Promise((resolve) => socket.destroy().once("close", resolve));
    await host.live.idle();
    await clock.sleep(0);
    expect([host.live.size, host.live.openStreams]).toEqual([0, 0]);
  }
});

test("a client that leaves before its request is whole starts nothing", async () => {
  const { listen, host, app } = await serving();
  const socket = connect(Number(new URL(await listen()).port), "127.0.0.1");
  const gone = new Promise<void>((resolve) =>
    app.server.once("connection", (other) => other.once("close", () => resolve())),
  );
  socket.write("POST /api/v1/chat HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{", () => {
    socket.resetAndDestroy();
  });
  await gone;
  expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
});

test.each<[string, Reply, number]>([
  ["refuses the connection's bytes", (response) => void response.destroy(), 500],
  ["sends garbage", (response) => void response.writeHead(200).end("\u0000<html>no</html>"), 500],
  [
    "sends half a frame",
    (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"id":"c1","choices":[{"index":0,"del', () => response.destroy());
    },
    500,
  ],
])("a model that %s is a 500 without a word about the inside", async (_, reply, status) => {
  await using model = await serveOpenAi(reply);
  const { app } = await serving({ settings: onlyModel(model.baseUrl) });
  const response = await app.inject({
    method: "POST",
    url: "/api/v1/chat",
    headers: demo,
    payload: { query: question },
  });
  expect(response.statusCode).toBe(status);
  expect(response.body).not.toContain("127.0.0.1");
  expect(response.body).not.toContain("outside");
});

test("a model that resets in the middle of an answer ends the stream with an error frame and without DONE", async () => {
  await using model = await serveOpenAi((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }), () => response.destroy());
  });
  const { app } = await serving({ settings: onlyModel(model.baseUrl) });
  const { body } = await app.inject({
    method: "POST",
    url: "/api/v1/chat/stream",
    headers: demo,
    payload: { query: question },
  });
  expect(body).toContain("data: primo \n\n");
  expect(body).toMatch(/event: error\ndata: \{"code":"[a-z-]+","message":"[^"]+"\}\n\n$/);
});

test("two servers on one database see each other's runs, and one that ends keeps the other's going", async () => {
  const path = join(await folderWith({}), "runs.db");
  const open = () =>
    openSqliteRunStore({ path, clock, ids: createSystemIds(), keep: 9, keepDays: 1, warn: () => undefined });
  const [one, two] = [await serving({ parts: { runs: open() } }), await serving({ parts: { runs: open() } })];
  const request = {
    method: "POST",
    url: "/api/v1/chat",
    headers: demo,
    payload: { query: question },
  } as const;
  const answer = await one.app.inject(request);
  await one.host.live.idle();
  const seen = await two.app.inject({
    url: `/api/runs/${String(answer.headers["x-run-id"])}`,
    headers: demo,
  });
  expect(seen.json()).toMatchObject({ status: "completed" });
  await Promise.all([one.app.inject(request), two.app.inject(request)]);
  await Promise.all([one.host.live.idle(), two.host.live.idle()]);
  expect(two.host.runs.list({ status: "completed" }, { limit: 9 }).runs).toHaveLength(3);
});

test("while the database of runs is held, requests wait, health is told, and a stream goes on", async () => {
  const next = Promise.withResolvers<void>();
  await using model = await serveOpenAi(async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk({ role: "assistant", content: "primo " }));
    await next.promise;
    response.end(chunk({ content: "secondo" }) + chunk({}, "stop") + usageChunk + doneChunk);
  });
  const path = join(await folderWith({}), "runs.db");
  const runs = openSqliteRunStore({
    path,
    clock,
    ids: createSystemIds(),
    keep: 9,
    keepDays: 1,
    warn: () => undefined,
  });
  const { listen, app, host } = await serving({ settings: onlyModel(model.baseUrl), parts: { runs } });
  const response = await fetch(`${await listen()}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json" },
    body: payload,
  });
  const holder = new DatabaseSync(path, { timeout: 1000 });
  holder.exec("BEGIN IMMEDIATE");
  const waiting = app.inject({
    method: "POST",
    url: "/api/v1/chat",
    headers: demo,
    payload: { query: "Qual è l'aliquota IVA ordinaria?" },
  });
  expect((await app.inject({ url: "/readyz" })).statusCode).toBe(200);
  next.resolve();
  expect(await response.text()).toContain("data: secondo\n\n");
  holder.exec("COMMIT");
  holder.close();
  expect((await waiting).statusCode).toBe(200);
  await host.live.idle();
  const kept = host.runs.list({ status: "completed" }, { limit: 9 }).runs;
  expect(kept.map(({ route }) => route).toSorted()).toEqual([
    "POST /api/v1/chat",
    "POST /api/v1/chat/stream",
  ]);
});

test("a run that cannot be stored is refused with 503, and nothing runs", async () => {
  const { app, host, warnings } = await serving();
  await host.runs.close();
  const broken = { ...host.runs, close: async () => undefined };
  Object.assign(host, { runs: broken });
  const response = await app.inject({
    method: "POST",
    url: "/api/v1/chat",
    headers: demo,
    payload: { query: question },
  });
  expect([response.statusCode, response.headers["retry-after"]]).toEqual([503, "5"]);
  expect(host.live.size).toBe(0);
  expect(warnings).toEqual([expect.stringContaining("was refused: The database of runs took nothing.")]);
});
