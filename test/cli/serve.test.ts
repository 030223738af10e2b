import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chunk, doneChunk, serveOpenAi, usageChunk, halting } from "../rag/llm/openai-server.ts";
import { projectWith, serveIn } from "./served.ts";
import { folderWith, ragstep, repository } from "./ragstep.ts";

const question = "Quali sono le scadenze per versare l'IVA periodica e con quale modello si paga?";

function settingsFor(baseUrl: string): string {
  return `providers:\n  - { name: outside, kind: openai-compatible, base_url: "${baseUrl}", models: [{ model: m }] }\n`;
}

function ask(url: string, request_id: string): Promise<Response> {
  return fetch(`${url}/api/v1/chat/stream`, {
    method: "POST",
    headers: { authorization: "Bearer demo", "content-type": "application/json", "x-request-id": request_id },
    body: JSON.stringify({ query: question }),
  });
}

test("a host that others reach wants tokens, and the message says what to set", async () => {
  const { code, stderr } = await ragstep(["serve", "--host", "0.0.0.0"], { cwd: repository });
  expect(code).toBe(2);
  expect(stderr).toContain("[server-open] `0.0.0.0` is reached from other machines");
  expect(stderr).toContain('server: { tokens: [{ sha256: "…", user_id: "user_rossi", role: "admin" }] },');
});

test("a port that is none and one that is taken are told", async () => {
  const none = await ragstep(["serve", "--port", "http"], { cwd: repository });
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("`--port` wants a number")]);
});

test("a configuration that is named is taken; one that is not there, or wrong, is told", async () => {
  const none = await ragstep(["serve", "--config", "none.config.ts"], { cwd: repository });
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("none.config.ts` is not there")]);
  const config = (server: string) => `export default { diagram: "flow.mmd", server: ${server} };\n`;
  const folder = await folderWith({
    "text.config.mjs": config('"here"'),
    "wrong.config.mjs": config("{ port: -1, prot: 1 }"),
    "open.config.mjs": config('{ host: "0.0.0.0" }'),
  });
  const told = async (name: string) => {
    const { code, stderr } = await ragstep(["serve", "--config", join(folder, `${name}.config.mjs`)]);
    return `${code} ${stderr}`;
  };
  expect(await told("text")).toMatch(/^2 error \[config-invalid\] .* wants an object in `server`/);
  expect(await told("wrong")).toMatch(/^2 error \[server-config-invalid\] .*`server.port`.*"prot"/);
  expect(await told("open")).toMatch(/^2 error \[server-open\]/);
});

test("told to end, it takes no new runs, lets the stream finish, keeps the log whole and exits with 0", async () => {
  const next = Promise.withResolvers<void>();
  await using model = await serveOpenAi(halting(next.promise));
  const folder = await projectWith(settingsFor(model.baseUrl));
  const server = await serveIn(folder, "--log", "run.log");
  const response = await ask(server.url, "req_last");
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  const ended = server.end("SIGTERM");
  while ((await fetch(`${server.url}/readyz`)).status !== 503);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const late = await ask(server.url, "req_late");
  expect([late.status, late.headers.get("retry-after")]).toEqual([503, "5"]);
  next.resolve();
  const text = await response.text();
  expect(text).toContain("data: secondo\n\n");
  expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
  expect(await ended).toBe(0);
  const lines = (await readFile(join(folder, "run.log"), "utf8")).trimEnd().split("\n");
  const last = lines.map((line) => JSON.parse(line)).filter(({ request_id }) => request_id === "req_last");
  expect(last.some(({ node }) => node === "End")).toBe(true);
  expect(last.some(({ node }) => node === "SendDone")).toBe(true);
});

test("after a kill in mid-stream every run that was acknowledged is listed, and no line of the log is cut", async () => {
  const asked = Promise.withResolvers<void>();
  await using model = await serveOpenAi(
    (response) =>
      void response
        .writeHead(200, { "content-type": "text/event-stream" })
        .end(chunk({ role: "assistant", content: "tutto" }) + chunk({}, "stop") + usageChunk + doneChunk),
    async (response, call) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk({ role: "assistant", content: "primo " }));
      asked.resolve();
      await call.closed;
    },
  );
  const folder = await projectWith(settingsFor(model.baseUrl));
  const server = await serveIn(folder, "--log", "run.log");
  await (await ask(server.url, "req_whole")).text();
  // Another question, so that it is not answered from the cache.
  const cut = await fetch(`${server.url}/api/v1/chat/stream`, {
    method: "POST",
    headers: { authorization: "Bearer demo", "content-type": "application/json", "x-request-id": "req_cut" },
    body: JSON.stringify({ query: "Quali spese per la casa si possono detrarre e in quanti anni?" }),
  });
  await asked.promise;
  expect(await server.end("SIGKILL")).toBe("SIGKILL");
  await expect(cut.text()).rejects.toThrow("terminated");

  const again = await serveIn(folder, "--log", "run.log");
  const { runs } = (await (await fetch(`${again.url}/api/runs`)).json()) as {
    runs: { request_id: string; status: string }[];
  };
  expect(runs.map(({ request_id, status }) => [request_id, status])).toEqual([
    ["req_cut", "interrupted"],
    ["req_whole", "completed"],
  ]);
  const log = await readFile(join(folder, "run.log"), "utf8");
  expect(log.endsWith("\n")).toBe(true);
  const nodes = log
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(nodes.filter(({ request_id }) => request_id === "req_cut").at(-1).node).toBe("WriteSSE");
});
