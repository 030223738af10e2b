import { execFile, spawnSync } from "node:child_process";
import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { chunk, doneChunk, serveOpenAi, usageChunk, halting } from "../rag/llm/openai-server.ts";
import type { Reply } from "../rag/llm/openai-server.ts";
import { eventsOf } from "./sent-events.ts";
import { bearerOf, demo, onlyModel, question, serving, tokenOf } from "./serving.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const timeouts = { heartbeat_ms: 20 };
const rest = chunk({ content: "secondo" }) + chunk({}, "stop") + usageChunk + doneChunk;

/** A model that says nothing until it may. */
function silentUntil(may: Promise<void>): Reply {
  return async (response) => {
    await may;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(chunk({ role: "assistant", content: "primo " }) + rest);
  };
}

interface Heard {
  readonly interim: number;
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** Asks, lets the model speak once `enough` interim responses have come, and gives all that came. */
async function ask(
  url: string,
  options: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: object;
    readonly enough: number;
    readonly speak: () => void;
  },
): Promise<Heard> {
  const payload = JSON.stringify({ query: question, ...options.body });
  const headers = { "content-type": "application/json", ...options.headers };
  return await new Promise((resolve, reject) => {
    let interim = 0;
    const asking = request(url, { method: "POST", headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("end", () => {
        const { statusCode = 0, headers: given } = response;
        resolve({ interim, status: statusCode, headers: given, body: Buffer.concat(parts) });
      });
    });
    asking.on("information", ({ statusCode }) => {
      expect(statusCode).toBe(102);
      if (++interim === options.enough) options.speak();
    });
    asking.once("error", reject);
    asking.end(payload);
  });
}

async function silent(server: NonNullable<Parameters<typeof serving>[0]>["server"] = {}) {
  const may = Promise.withResolvers<void>();
  const model = await serveOpenAi(silentUntil(may.promise));
  const served = await serving({ settings: onlyModel(model.baseUrl), server: { timeouts, ...server } });
  return {
    ...served,
    base: await served.listen(),
    speak: () => may.resolve(),
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  };
}

const fetches = { ...demo, "sec-fetch-mode": "cors" };

test("while the graph has no answer yet its client hears that it works, and then gets the answer as the steps made it", async () => {
  for (const path of ["/api/v1/chat/stream", "/api/v1/chat"]) {
    await using server = await silent();
    const { speak, host } = server;
    const heard = await ask(`${server.base}${path}`, { headers: fetches, enough: 3, speak });
    expect(heard.interim).toBeGreaterThanOrEqual(3);
    expect(heard.status).toBe(200);
    expect(heard.body.toString()).toContain("secondo");
    expect(heard.body.toString()).not.toContain("heartbeat");
    await host.live.idle();
    expect(host.runs.list({}, { limit: 1 }).runs[0]).toMatchObject({ status: "completed", status_code: 200 });
  }
});

test("`fetch` reads over the signs", async () => {
  await using server = await silent();
  const signs = server.host.clock.sleep(100).then(server.speak);
  const response = await fetch(`${server.base}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json" },
    body: JSON.stringify({ query: question }),
  });
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  expect(await response.text()).toMatch(/^data: primo .*data: \[DONE\]\n\n$/s);
  await signs;
});

test.skipIf(!hasCurl)("curl shows them when it asks for them, before the one answer", async () => {
  await using server = await silent();
  const signs = server.host.clock.sleep(100).then(server.speak);
  const headers = ["authorization: Bearer demo", "prefer: processing", "content-type: application/json"];
  const { stdout } = await promisify(execFile)("curl", [
    "-siN",
    `${server.base}/api/v1/chat/stream`,
    ...headers.flatMap((header) => ["-H", header]),
    "-d",
    JSON.stringify({ query: question }),
  ]);
  expect(stdout).toMatch(/^(HTTP\/1\.1 102 Processing\r\n\r\n)+HTTP\/1\.1 200 OK\r\n/);
  expect(stdout.endsWith("data: [DONE]\n\n")).toBe(true);
  await signs;
});

test.each<[string, Record<string, string>]>([
  ["does not say that it takes them", demo],
  ["prefers something else", { ...demo, prefer: "respond-async, wait=10" }],
])("a client that %s gets none: some take them for the answer", async (_, headers) => {
  await using server = await silent();
  const signs = server.host.clock.sleep(100).then(server.speak);
  const heard = await ask(`${server.base}/api/v1/chat/stream`, {
    headers,
    enough: Infinity,
    speak: server.speak,
  });
  expect([heard.interim, heard.status]).toEqual([0, 200]);
  await signs;
});

test("with tokens nobody gets them unless the configuration says that all proxies take them", async () => {
  for (const [more, expected] of [
    [{}, 0],
    [{ interim_responses: true }, 1],
  ] as const) {
    await using server = await silent({ tokens: [tokenOf("anna")], ...more });
    const signs = expected === 0 ? server.host.clock.sleep(100).then(server.speak) : undefined;
    const heard = await ask(`${server.base}/api/v1/chat/stream`, {
      headers: { ...bearerOf("anna"), "sec-fetch-mode": "cors" },
      enough: expected,
      speak: server.speak,
    });
    expect(Math.min(heard.interim, 1)).toBe(expected);
    await signs;
  }
});

test("in a stream that has begun, silence has comments between its events, which are no part of the run", async () => {
  const next = Promise.withResolvers<void>();
  await using model = await serveOpenAi(halting(next.promise));
  const { listen, app, host } = await serving({
    settings: onlyModel(model.baseUrl),
    server: { timeouts },
  });
  const response = await fetch(`${await listen()}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json" },
    body: JSON.stringify({ query: question }),
  });
  let text = "";
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.split(": heartbeat\n\n").length > 3) next.resolve();
  }
  expect(text).toMatch(/^data: primo \n\n(: heartbeat\n\n){3,}data: secondo\n\n/);
  await host.live.idle();
  const url = `/api/runs/${response.headers.get("x-run-id") ?? ""}/events`;
  const events = eventsOf((await app.inject({ url, headers: demo })).body);
  const frames = events.flatMap(({ type, data }) =>
    type === "frame" ? [Reflect.get(Object(data), "text")] : [],
  );
  expect(frames.join("")).toBe(text.replaceAll(": heartbeat\n\n", ""));
});

test("nothing is put between the bytes of a compressed stream", async () => {
  const next = Promise.withResolvers<void>();
  await using model = await serveOpenAi(halting(next.promise));
  const { listen, host } = await serving({ settings: onlyModel(model.baseUrl), server: { timeouts } });
  const silence = host.clock.sleep(100).then(() => next.resolve());
  const { body, headers } = await ask(`${await listen()}/api/v1/chat/stream`, {
    headers: { ...demo, "accept-encoding": "gzip" },
    body: { stream_options: { enable_compression: true } },
    enough: Infinity,
    speak: () => undefined,
  });
  expect(headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(body).toString()).toMatch(/^data: primo \n\ndata: secondo\n\n/);
  await silence;
});
