import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { demo, question, serving } from "./serving.ts";

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

async function described() {
  const served = await serving();
  const response = await served.app.inject({ url: "/openapi.json", headers: demo });
  return { ...served, description: response.json<Description>() };
}

function operations(description: Description): readonly [string, Described][] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): [string, Described] => [`${method} ${path}`, one]),
  );
}

test("every address that is served is described, and nothing else is", async () => {
  const { app, description } = await described();
  expect(description.openapi).toBe("3.1.0");
  const names = operations(description).map(([name]) => name);
  for (const name of names) {
    const [method, path] = name.split(" ");
    const url = path?.replace(/\{(\w+)\}/g, ":$1") ?? "";
    expect([name, app.hasRoute({ method: (method ?? "").toUpperCase() as "GET", url })]).toEqual([
      name,
      true,
    ]);
  }
  const tree = app.printRoutes({ commonPrefix: false, includeHooks: false });
  const served = [...tree.matchAll(/\((?:GET|POST|DELETE)[^)]*\)/g)].flatMap(([text]) =>
    text
      .slice(1, -1)
      .split(", ")
      .filter((method) => method !== "HEAD"),
  );
  expect(served).toHaveLength(names.length);
});

test("every schema of the description is one, and every operation has an id of its own", async () => {
  const { description } = await described();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const all = operations(description);
  expect(new Set(all.map(([, { operationId }]) => operationId)).size).toBe(all.length);
  for (const [name, { parameters, requestBody, responses }] of all) {
    const contents = [requestBody?.content, ...Object.values(responses).map(({ content }) => content)];
    const schemas = contents.flatMap((content) => Object.values(content ?? {}).map(({ schema }) => schema));
    for (const schema of [...schemas, ...(parameters ?? []).map((one) => one.schema)])
      expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
    const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const told = (parameters ?? []).filter((one) => one.in === "path").map((one) => one.name);
    expect([name, told]).toEqual([name, inPath]);
  }
});

test("what is answered is what is described", async () => {
  const { app, host, description } = await described();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/chat",
    headers: demo,
    payload: { query: question },
  });
  await host.live.idle();
  const run = `/api/runs/${String(answer.headers["x-run-id"])}`;
  const check = async (method: "GET" | "POST" | "DELETE", url: string, path: string, payload?: object) => {
    const headers = url === "/healthz" ? {} : demo;
    const response = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    const told = description.paths[path]?.[method.toLowerCase()]?.responses[response.statusCode];
    const schema = told?.content?.["application/json"]?.schema;
    if (schema === undefined) throw new Error(`${method} ${url} ${response.statusCode} is not described.`);
    const valid = ajv.validate(schema, response.json());
    expect([url, valid, valid ? null : ajv.errors]).toEqual([url, true, null]);
  };
  await check("POST", "/api/v1/chat", "/api/v1/chat", { query: question });
  await check("POST", "/api/v1/chat", "/api/v1/chat", {});
  await check("GET", "/api/v1/chat/history", "/api/v1/chat/history");
  await check("GET", "/api/v1/chat/history?session_id=other", "/api/v1/chat/history");
  await check("DELETE", "/api/v1/chat/history", "/api/v1/chat/history");
  await check("GET", "/api/runs", "/api/runs");
  await check("GET", "/api/runs?limit=none", "/api/runs");
  await check("GET", run, "/api/runs/{id}");
  await check("GET", "/api/runs/none", "/api/runs/{id}");
  await check("GET", "/api/graph", "/api/graph");
  await check("GET", "/healthz", "/healthz");
  await check("GET", "/readyz", "/readyz");
  await check("GET", "/v1/models", "/v1/models");
  await check("GET", "/v1/models/pratikoai-rag", "/v1/models/{id}");
  await check("GET", "/v1/models/other", "/v1/models/{id}");
  const asked = { model: "pratikoai-rag", messages: [{ role: "user", content: question }] };
  await check("POST", "/v1/chat/completions", "/v1/chat/completions", asked);
  await check("POST", "/v1/chat/completions", "/v1/chat/completions", { ...asked, model: "other" });
});

test("the counters tell of runs, steps, outcomes and lines", async () => {
  const { app, host } = await serving();
  await app.inject({ method: "POST", url: "/api/v1/chat", headers: demo, payload: { query: question } });
  await host.live.idle();
  const { body, headers } = await app.inject({ url: "/metrics", headers: demo });
  expect(headers["content-type"]).toContain("text/plain");
  expect(body).toContain('ragstep_runs_total{entry="Start",status="completed"} 1');
  expect(body).toContain('ragstep_step_outcomes_total{step="3",node="ValidCheck",outcome="Yes"} 1');
  expect(body).toContain('ragstep_step_duration_seconds_count{step="64",node="LLMCall"} 1');
  expect(body).toContain('ragstep_http_requests_total{method="POST",route="/api/v1/chat",status="200"} 1');
  expect(body).toContain("ragstep_log_lines_dropped_total 0");
  expect(body).toContain("ragstep_open_streams 0");
});
