import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { RequestRate } from "../../src/server/request-rate.ts";
import { chunk, doneChunk, serveOpenAi, usageChunk } from "../rag/llm/openai-server.ts";
import { bearerOf, demo, onlyModel, question, serving, tokenOf } from "./serving.ts";

const ask = { method: "POST", url: "/api/v1/chat", headers: demo } as const;
const shape = { detail: expect.any(String), status_code: expect.any(Number), errors: expect.any(Array) };

/** What a server says to bytes on a socket of their own, until it closes the connection. */
async function say(base: string, ...texts: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(base).port), "127.0.0.1");
  let heard = "";
  socket.setEncoding("utf8").on("data", (text: string) => (heard += text));
  socket.on("error", () => undefined);
  for (const text of texts) socket.write(text);
  await new Promise((resolve) => socket.once("close", resolve));
  return heard;
}

test("a body above the limit is refused with 413 before anything runs", async () => {
  const { app, host } = await serving({ server: { limits: { body_bytes: 1000 } } });
  const response = await app.inject({ ...ask, payload: { query: "a".repeat(1000) } });
  expect([response.statusCode, response.json()]).toEqual([413, shape]);
  expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
});

test("an attached file above the limit is refused with 413, and named by its place", async () => {
  const { app, host } = await serving({ server: { limits: { attachment_bytes: 10 } } });
  const file = (bytes: number) => ({
    filename: "a.txt",
    content_base64: Buffer.alloc(bytes, "a").toString("base64"),
  });
  const payload = { query: question, attachments: [file(10), file(11)] };
  const response = await app.inject({ ...ask, payload });
  expect(response.statusCode).toBe(413);
  expect(response.json().errors).toEqual([
    { field: "attachments[1]", message: "must have at most 10 bytes" },
  ]);
  expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
});

test("files above the limit are refused the same way at the addresses of other protocols, in the form of each", async () => {
  const { app, host } = await serving({ server: { limits: { attachment_bytes: 10 } } });
  const url = (bytes: number) => `data:text/plain;base64,${Buffer.alloc(bytes, "a").toString("base64")}`;
  const text = { type: "text", text: question };
  const asked = (content: readonly unknown[]) => ({
    model: "pratikoai-rag",
    messages: [{ role: "user", content: [text, ...content] }],
  });
  const completion = async (...content: readonly unknown[]) => {
    const payload = asked(content);
    const response = await app.inject({
      method: "POST",
      url: "/v1/chat/completions",
      headers: demo,
      payload,
    });
    return [response.statusCode, response.json().error?.type, response.json().error?.param];
  };
  const image = (bytes: number) => ({ type: "image_url", image_url: { url: url(bytes) } });
  const file = (bytes: number) => ({ type: "file", file: { filename: "a.txt", file_data: url(bytes) } });
  const invalid = "invalid_request_error";
  expect(await completion(image(10), file(11))).toEqual([
    413,
    invalid,
    "messages.0.content.2.file.file_data",
  ]);
  expect(await completion(file(10), image(11))).toEqual([413, invalid, "messages.0.content.2.image_url.url"]);

  const part = (bytes: number) => ({ type: "file", mediaType: "text/plain", url: url(bytes) });
  const message = { id: "1", role: "user", parts: [text, part(10), part(11)] };
  const chat = await app.inject({
    method: "POST",
    url: "/api/chat",
    headers: demo,
    payload: { messages: [message] },
  });
  expect([chat.statusCode, chat.json()]).toEqual([
    413,
    { ...shape, errors: [{ field: "messages.0.parts.2.url", message: "must have at most 10 bytes" }] },
  ]);
  expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
  expect((await completion(file(10)))[0]).toBe(200);
});

test("headers of a megabyte are refused with 431 in the shape of every refusal", async () => {
  const { listen } = await serving();
  const heard = await say(
    await listen(),
    `GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: ${"a".repeat(2 ** 20)}`,
  );
  expect(heard).toMatch(/^HTTP\/1\.1 431 /);
  expect(JSON.parse(heard.slice(heard.indexOf("{")))).toEqual(shape);
});

test.each([
  ["no request at all", "HELO there\r\n\r\n"],
  ["a broken header", "GET /healthz HTTP/1.1\r\nhost localhost\r\n\r\n"],
  [
    "two lengths",
    "POST /api/v1/chat HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
  ],
  [
    "a length and chunks, which hides a second request",
    "POST /api/v1/chat HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
])("%s is refused with 400, and the connection is closed", async (_, bytes) => {
  const { listen } = await serving();
  const heard = await say(await listen(), bytes);
  expect(heard).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(heard.slice(heard.indexOf("{")))).toEqual(shape);
});

test("requests in one go are answered in their order", async () => {
  const { listen } = await serving();
  const one = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${more}\r\n`;
  const heard = await say(
    await listen(),
    one("/healthz") + one("/none") + one("/readyz", "connection: close\r\n"),
  );
  expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 404", "HTTP/1.1 200"]);
});

test.each([
  ["its headers", { headers_ms: 50, request_ms: 60 }, "POST /api/v1/chat HTTP/1.1\r\nhost: loc"],
  [
    "its body",
    { headers_ms: 50, request_ms: 60 },
    "POST /api/v1/chat HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer demo\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
  ],
])("a client that never finishes %s is sent away with 408", async (_, timeouts, bytes) => {
  const { listen } = await serving({ server: { timeouts } });
  const heard = await say(await listen(), bytes);
  expect(heard).toMatch(/^HTTP\/1\.1 408 /);
  expect(JSON.parse(heard.slice(heard.indexOf("{")))).toEqual(shape);
});

test("each caller has a bucket of requests that fills steadily", async () => {
  const clock = createFakeClock();
  const rate = new RequestRate(clock);
  const taken = Array.from({ length: 4 }, () => rate.take("anna", 3));
  expect(taken).toEqual([0, 0, 0, 20]);
  expect(rate.take("bruno", 3)).toBe(0);
  await clock.advance(20_000);
  expect([rate.take("anna", 3), rate.take("anna", 3)]).toEqual([0, 20]);
});

test("a token that asks too often gets 429 with the time to wait, another does not", async () => {
  const roles = { guest: { requests_per_minute: 2 } };
  const tokens = [tokenOf("anna", "guest"), tokenOf("bruno")];
  const { app } = await serving({ server: { roles, tokens } });
  const get = (user: string) => app.inject({ url: "/api/runs", headers: bearerOf(user) });
  const statuses = [(await get("anna")).statusCode, (await get("anna")).statusCode];
  const third = await get("anna");
  expect([...statuses, third.statusCode]).toEqual([200, 200, 429]);
  expect(Number(third.headers["retry-after"])).toBeGreaterThan(0);
  expect(third.json()).toEqual({ ...shape, status_code: 429 });
  expect((await get("bruno")).statusCode).toBe(200);
});

test("a token that runs too much at the same time gets 429 until one has ended", async () => {
  const go = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await using model = await serveOpenAi(async (response) => {
    asked.resolve();
    await go.promise;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(chunk({ role: "assistant", content: "ecco" }) + chunk({}, "stop") + usageChunk + doneChunk);
  });
  const roles = { guest: { concurrent_runs: 1 } };
  const { app, host } = await serving({
    settings: onlyModel(model.baseUrl),
    server: { roles, tokens: [tokenOf("anna", "guest")] },
  });
  const request = { ...ask, headers: bearerOf("anna"), payload: { query: question } };
  const first = app.inject(request).then((response) => response.statusCode);
  await asked.promise;
  const second = await app.inject(request);
  expect([second.statusCode, second.headers["retry-after"]]).toEqual([429, "1"]);
  go.resolve();
  expect(await first).toBe(200);
  await host.live.idle();
  expect((await app.inject(request)).statusCode).toBe(200);
});

test("of requests that come at once no more run than may", async () => {
  const roles = { guest: { concurrent_runs: 2 } };
  const { app } = await serving({ server: { roles, tokens: [tokenOf("anna", "guest")] } });
  const request = { ...ask, headers: bearerOf("anna"), payload: { query: question } };
  const answers = await Promise.all(Array.from({ length: 5 }, () => app.inject(request)));
  expect(
    answers
      .map(({ statusCode }) => String(statusCode))
      .toSorted()
      .join(),
  ).toBe("200,200,429,429,429");
});

test("scripts of a listed origin may ask; those of others, and other names for the loopback, may not", async () => {
  const origin = "https://app.example.it";
  const { app } = await serving({ server: { cors_origins: [origin] } });
  const preflight = (from: string) =>
    app.inject({
      method: "OPTIONS",
      url: "/api/v1/chat",
      headers: {
        origin: from,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
  const allowed = await preflight(origin);
  expect([allowed.statusCode, allowed.headers["access-control-allow-origin"]]).toEqual([204, origin]);
  expect(allowed.headers["access-control-allow-headers"]).toBe("authorization,content-type");
  const other = await preflight("https://evil.example");
  expect(other.headers["access-control-allow-origin"]).toBeUndefined();
  const from = async (headers: Record<string, string>) => {
    const response = await app.inject({ url: "/api/runs", headers: { ...demo, ...headers } });
    return [response.statusCode, response.headers["access-control-allow-origin"]];
  };
  expect(await from({ origin })).toEqual([200, origin]);
  expect(await from({ origin: "https://evil.example" })).toEqual([403, undefined]);
  expect(await from({ origin: "http://localhost:80", host: "localhost:80" })).toEqual([200, undefined]);
  expect(await from({ host: "rebound.example" })).toEqual([403, undefined]);
});

test("what the server answers itself has the headers that guard a page; a run's answer has only its steps' own", async () => {
  const { app } = await serving();
  const { headers } = await app.inject({ url: "/healthz" });
  expect(headers).toMatchObject({
    "content-security-policy": expect.stringContaining("default-src 'none'"),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  const answer = await app.inject({ ...ask, payload: { query: question } });
  const names = Object.keys(answer.headers).filter((name) => !["date", "connection"].includes(name));
  expect(names).toEqual(["x-request-id", "x-run-id", "content-type", "content-length"]);
});

test("what is not there is 404, a wrong method 405 with those that are right, no JSON 400, all in one shape", async () => {
  const { app } = await serving();
  const none = await app.inject({ url: "/api/v1/none", headers: demo });
  expect([none.statusCode, none.json()]).toEqual([404, shape]);
  const wrong = await app.inject({ method: "PUT", url: "/api/v1/chat/history", headers: demo });
  expect([wrong.statusCode, wrong.headers["allow"], wrong.json()]).toEqual([405, "DELETE, GET, HEAD", shape]);
  const headers = { ...demo, "content-type": "application/json" };
  const broken = await app.inject({ ...ask, headers, payload: "{" });
  expect([broken.statusCode, broken.json()]).toEqual([400, shape]);
  const text = await app.inject({
    ...ask,
    headers: { ...demo, "content-type": "text/plain" },
    payload: "ciao",
  });
  expect([text.statusCode, text.json()]).toEqual([415, shape]);
});

test("without a token, or with a wrong one, nothing but the health is told", async () => {
  const { app } = await serving({ server: { tokens: [tokenOf("anna")] } });
  for (const url of [
    "/api/runs",
    "/api/graph",
    "/metrics",
    "/openapi.json",
    "/v1/models",
    "/api/v1/chat/history",
  ]) {
    const none = await app.inject({ url });
    expect([url, none.statusCode, none.headers["www-authenticate"]]).toEqual([url, 401, "Bearer"]);
    const wrong = await app.inject({ url, headers: demo });
    expect([url, wrong.statusCode]).toEqual([url, 401]);
  }
  expect((await app.inject({ url: "/healthz" })).statusCode).toBe(200);
});

test("a request's own id is kept when it cannot disturb a log, else one is made", async () => {
  const { app } = await serving();
  const idOf = async (given: string) => {
    const response = await app.inject({ url: "/healthz", headers: { "x-request-id": given } });
    return response.headers["x-request-id"];
  };
  expect(await idOf("req_mine-1")).toBe("req_mine-1");
  expect(await idOf('"} {"level":50')).toMatch(/^req_[0-9a-f]{32}$/);
});

test("what goes wrong inside is told to the operator, and to nobody else", async () => {
  const { app, host, warnings } = await serving();
  Object.assign(host.runs, {
    get() {
      throw new Error("secret place: /var/lib/runs.db");
    },
  });
  const response = await app.inject({ url: "/api/runs/run_1", headers: demo });
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain("secret");
  expect(warnings.join("\n")).toContain("secret place");
});

test("the address is the one it was told to listen on", async () => {
  const { app, listen } = await serving();
  await listen();
  expect((app.server.address() as AddressInfo).address).toBe("127.0.0.1");
});
