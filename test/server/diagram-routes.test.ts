import { expect, test } from "vitest";
import { graphNodeSchema, graphSchema, runsSummarySchema } from "../../src/server/api-schemas.ts";
import { bearerOf, demo, question, serving, tokenOf } from "./serving.ts";

test("each node of the graph names its page and its code", async () => {
  const { app } = await serving();
  const { nodes } = graphSchema.parse((await app.inject({ url: "/api/graph", headers: demo })).json());
  expect(nodes.find(({ id }) => id === "StreamSetup")).toMatchObject({
    doc: expect.stringMatching(/^docs\/architecture\/steps\/STEP-105-.*\.md$/),
    handler: "steps/streaming/StreamSetup.ts",
  });
  const placed = (name: "doc" | "handler") => nodes.filter((node) => node[name] !== null).length;
  expect([placed("doc"), placed("handler")]).toEqual([nodes.filter(({ step }) => step !== null).length, 134]);
});

test("the token to try it out with is told where none are configured, and where it is one", async () => {
  const told = async (options: Parameters<typeof serving>[0], headers: Record<string, string>) =>
    graphSchema.parse((await (await serving(options)).app.inject({ url: "/api/graph", headers })).json())
      .trial_token;
  expect(await told({}, demo)).toBe("demo");
  expect(await told({ settings: { auth: { development_token: false } } }, {})).toBeUndefined();
  expect(await told({ server: { tokens: [tokenOf("anna")] } }, bearerOf("anna"))).toBeUndefined();
});

test("a node's page is given as Markdown", async () => {
  const { app } = await serving();
  const response = await app.inject({ url: "/api/graph/nodes/StreamSetup", headers: demo });
  const node = graphNodeSchema.parse(response.json());
  expect(node).toMatchObject({ id: "StreamSetup", handler: { path: "steps/streaming/StreamSetup.ts" } });
  expect(node.doc?.path).toMatch(/STEP-105-/);
  expect(node.doc?.markdown).toContain("ChatbotController.chat_stream Setup SSE");
});

test.each(["Nobody", "..%2f..%2fpackage.json", "constructor", "__proto__"])(
  "what is no node, such as %s, is not found",
  async (id) => {
    const { app } = await serving();
    expect((await app.inject({ url: `/api/graph/nodes/${id}`, headers: demo })).statusCode).toBe(404);
  },
);

test("a graph that was made without files has none", async () => {
  const files = { of: () => ({ doc: "docs/gone.md", handler: null }), readDoc: async () => null };
  const { app } = await serving({ parts: { files } });
  const response = await app.inject({ url: "/api/graph/nodes/StreamSetup", headers: demo });
  expect(response.json()).toEqual({ id: "StreamSetup", doc: null, handler: null });
});

test("the newest runs are summed up as the graph has them", async () => {
  const { app, host } = await serving();
  for (let count = 0; count < 2; count++)
    await app.inject({ method: "POST", url: "/api/v1/chat", headers: demo, payload: { query: question } });
  await app.inject({ method: "POST", url: "/api/v1/chat", headers: demo, payload: "no request" });
  await host.live.idle();
  const summary = runsSummarySchema.parse((await app.inject({ url: "/api/stats", headers: demo })).json());
  expect(summary).toMatchObject({ runs: 3, by_status: { completed: 3 } });
  const { nodes, edges } = host.program.graph;
  const drawn = edges.map(({ source, target, label }) =>
    [nodes[source]?.id, nodes[target]?.id, label].join("|"),
  );
  const taken = summary.edges.map(({ source, target, label }) => [source, target, label].join("|"));
  expect(drawn).toEqual(expect.arrayContaining(taken));
  expect(summary.nodes.find(({ id }) => id === "ValidCheck")).toMatchObject({
    visits: 3,
    outcomes: { Yes: 2, No: 1 },
    errors: 0,
  });
  const one = await app.inject({ url: "/api/stats?runs=1", headers: demo });
  expect(one.json()).toMatchObject({ runs: 1 });
  expect((await app.inject({ url: "/api/stats?runs=1001", headers: demo })).statusCode).toBe(400);
});

test("who may not see personal data gets the sum of their own runs", async () => {
  const { app, host } = await serving({
    server: { tokens: [tokenOf("anna"), tokenOf("bruno"), tokenOf("carla", "admin")] },
  });
  const ask = { method: "POST", url: "/api/v1/chat", payload: { query: question } } as const;
  await app.inject({ ...ask, headers: bearerOf("anna") });
  await host.live.idle();
  const counted = async (user: string) =>
    (await app.inject({ url: "/api/stats", headers: bearerOf(user) })).json().runs;
  expect([await counted("anna"), await counted("bruno"), await counted("carla")]).toEqual([1, 0, 1]);
});
