import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import type { Environment, HttpRoute } from "../../src/definition/environment.ts";
import { demo, question, serving } from "./serving.ts";

const ask = { method: "POST", url: "/api/v1/chat", headers: demo } as const;

test.each(["/%zz", `/api/runs/${"a".repeat(300)}`])(
  "an address that is none, such as %.20s, is 404 like any other",
  async (url) => {
    const { app } = await serving();
    const response = await app.inject({ url, headers: { ...demo, "x-request-id": "mine" } });
    expect([response.statusCode, response.json()]).toEqual([
      404,
      { detail: "There is nothing at this address.", status_code: 404, errors: [] },
    ]);
    expect(response.headers["x-request-id"]).toBe("mine");
  },
);

test("an address below `/v1` that is none is refused in the words of OpenAI", async () => {
  const { app } = await serving();
  const response = await app.inject({ url: "/v1/%zz", headers: demo });
  expect([response.statusCode, response.json().error]).toEqual([
    404,
    expect.objectContaining({ type: "invalid_request_error" }),
  ]);
});

test("a body that is nested too deep for those who walk through it is refused before anything runs", async () => {
  const { app, host } = await serving();
  const nested = (levels: number) => ({
    ...ask,
    headers: { ...demo, "content-type": "application/json" },
    payload: `{"query":${JSON.stringify(question)},"x":${"[".repeat(levels)}${"]".repeat(levels)}}`,
  });
  for (const levels of [100, 3000, 100_000]) {
    const response = await app.inject(nested(levels));
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([
      { field: "body", message: "must not be nested deeper than 100 levels" },
    ]);
  }
  expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
  expect((await app.inject(nested(99))).statusCode).toBe(200);
});

test("a client that leaves before its body is whole is no news for the operator", async () => {
  const { listen, warnings, app } = await serving();
  const aborted = Promise.withResolvers<void>();
  app.server.on("request", (request) => request.once("aborted", aborted.resolve));
  const socket = connect(Number(new URL(await listen()).port), "127.0.0.1");
  socket.write(
    "POST /api/v1/chat HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer demo\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{",
  );
  await once(app.server, "request");
  socket.destroy();
  await aborted.promise;
  await new Promise(setImmediate);
  expect(warnings).toEqual([]);
});

test("a page of a listed origin may use every method that the addresses take", async () => {
  const origin = "https://app.example.it";
  const { app } = await serving({ server: { cors_origins: [origin] } });
  const allowed = await app.inject({
    method: "OPTIONS",
    url: "/api/v1/chat/history",
    headers: { origin, "access-control-request-method": "DELETE" },
  });
  expect(allowed.statusCode).toBe(204);
  expect(allowed.headers["access-control-allow-methods"]).toBe("GET, HEAD, POST, PUT, DELETE");
});

test("what a client is told in place of an answer is stored with the run", async () => {
  const route: HttpRoute = {
    kind: "run",
    method: "POST",
    path: "/mine",
    summary: "Runs",
    entry: "Start",
    responses: {},
    toRequest: ({ body }) => body,
  };
  // Reads no request, so the keys are the state's, and has no service that a step could ask.
  const environment: Environment = { stores: {}, services: {}, routes: [route] };
  const { app, host } = await serving({ parts: { environment } });
  const sent = { method: "POST", url: "/mine" } as const;
  const unknown = await app.inject({ ...sent, payload: { ticket: "?" } });
  expect(unknown.statusCode).toBe(400);
  expect(unknown.json().errors).toEqual([
    { field: "body", message: expect.stringContaining("`ticket` is no state key") },
  ]);
  const http_request = { method: "POST", path: "/mine", headers: {}, body: {} };
  const failing = await app.inject({ ...sent, payload: { request_id: "r1", http_request } });
  expect([failing.statusCode, failing.json().detail]).toEqual([500, expect.stringContaining("went wrong")]);
  await host.live.idle();
  expect(host.runs.list({}, { limit: 2 }).runs).toMatchObject([
    { status: "failed", status_code: 500 },
    { status: "failed", status_code: 400 },
  ]);
});
