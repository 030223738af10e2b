import { expect, test } from "vitest";
import { openCollector } from "../telemetry/collector.ts";
import { ragstep, repository } from "./ragstep.ts";
import { projectWith, serveIn } from "./served.ts";

const body = JSON.stringify({
  query: "Quali sono le scadenze per versare l'IVA periodica e con quale modello si paga?",
});
const headers = { authorization: "Bearer demo", "content-type": "application/json" };
const request = "test/fixtures/requests/json-answer.json";

test("a server that is told to end sends the spans of its last run first, and exits with 0", async () => {
  await using collector = await openCollector();
  const server = await serveIn(await projectWith(""), "--otlp", collector.url);
  const response = await fetch(`${server.url}/api/v1/chat`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  await response.json();
  expect(await server.end("SIGTERM")).toBe(0);
  const names = collector.spans().map(({ name }) => name);
  expect(names).toContain("POST /api/v1/chat");
  expect(names).toContain("step LLMCall");
  expect(names).toContain("chat extractive-it");
  expect(collector.headers()["user-agent"]).toContain("OTel");
});

test("a server whose collector is away serves and ends in time, and says what is lost", async () => {
  const { url, ...gone } = await openCollector();
  await gone[Symbol.asyncDispose]();
  const server = await serveIn(await projectWith(""), "--otlp", url);
  const response = await fetch(`${server.url}/api/v1/chat`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  await response.json();
  const before = performance.now();
  expect(await server.end("SIGTERM")).toBe(0);
  expect(performance.now() - before).toBeLessThan(8000);
  expect(server.stderr()).toMatch(/The last spans were not sent within \d+ ms/);
});

test("one run is a trace too, within the one that the environment names", async () => {
  await using collector = await openCollector();
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const { code } = await ragstep(["run", request, "--otlp", collector.url], {
    cwd: repository,
    env: { TRACEPARENT: `00-${traceId}-b7ad6b7169203331-01` },
  });
  expect(code).toBe(0);
  expect(collector.spans().find(({ name }) => name === "run")).toMatchObject({
    traceId,
    parentSpanId: "b7ad6b7169203331",
  });
});

test("an address that is none is told before anything runs", async () => {
  const { code, stderr } = await ragstep(["run", request, "--otlp", "localhost:4318"], { cwd: repository });
  expect([code, stderr]).toEqual([2, expect.stringContaining("--otlp http://localhost:4318")]);
});

test("where the SDK is not installed, the line that installs it is told before anything runs", async () => {
  const hook = `
    import { registerHooks } from "node:module";
    registerHooks({ resolve(name, context, next) {
      return next(name.startsWith("@opentelemetry/sdk-trace") ? "a-package-that-nobody-installed" : name, context);
    } });`;
  const { code, stdout, stderr } = await ragstep(["run", request, "--otlp", "http://localhost:4318"], {
    cwd: repository,
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` },
  });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("[otlp-missing]");
  expect(stderr).toContain("npm i @opentelemetry/sdk-trace @opentelemetry/exporter-trace-otlp-http");
});
