import { expect, test } from "vitest";
import { eventSchema, graphSchema, runPageSchema } from "../../src/server/api-schemas.ts";
import { eventsOf } from "./sent-events.ts";
import { bearerOf, demo, question, serving, tokenOf } from "./serving.ts";

const ask = { method: "POST", url: "/api/v1/chat", headers: demo } as const;
const secret = "mario.rossi@example.it";

test("a run is listed, shown, and told event by event, without personal data", async () => {
  const { app, host } = await serving({ server: { runs: { clear_runs: 0 } } });
  const payload = { query: `${question} Scrivete a ${secret}` };
  const answer = await app.inject({ ...ask, payload });
  const run_id = String(answer.headers["x-run-id"]);
  await host.live.idle();
  const list = await app.inject({ url: "/api/runs?step=StreamCheck&outcome=No", headers: demo });
  expect(runPageSchema.parse(list.json()).runs.map((run) => run.run_id)).toEqual([run_id]);
  const shown = await app.inject({ url: `/api/runs/${run_id}`, headers: demo });
  expect(shown.json()).toMatchObject({ status: "completed", status_code: 200, retries: 0 });

  const stream = await app.inject({ url: `/api/runs/${run_id}/events`, headers: demo });
  expect(stream.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
  const events = eventsOf(stream.body);
  for (const { data } of events) eventSchema.parse(data);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, at) => at + 1));
  expect([events[0]?.type, events.at(-1)?.type]).toEqual(["run-started", "run-ended"]);
  expect(stream.body).not.toContain(secret);
  expect(stream.body).toContain('"user_query":{"kind":"masked","type":"text"');
});

test("a watcher that lost the connection gets the rest, and is told when there is none", async () => {
  const { app, host } = await serving();
  const answer = await app.inject({ ...ask, payload: { query: question } });
  await host.live.idle();
  const url = `/api/runs/${String(answer.headers["x-run-id"])}/events`;
  const whole = eventsOf((await app.inject({ url, headers: demo })).body);
  const rest = await app.inject({ url, headers: { ...demo, "last-event-id": "10" } });
  expect(eventsOf(rest.body)).toEqual(whole.slice(10));
  const last = await app.inject({ url, headers: { ...demo, "last-event-id": String(whole.length) } });
  expect([last.statusCode, last.body]).toEqual([204, ""]);
});

test("who may not see personal data sees their own runs only", async () => {
  const tokens = [tokenOf("anna"), tokenOf("bruno"), tokenOf("carla", "admin")];
  const { app, host } = await serving({ server: { tokens } });
  const answer = await app.inject({ ...ask, headers: bearerOf("anna"), payload: { query: question } });
  await host.live.idle();
  const url = `/api/runs/${String(answer.headers["x-run-id"])}`;
  const seen = async (user: string) => {
    const headers = bearerOf(user);
    const list = await app.inject({ url: "/api/runs", headers });
    const one = await app.inject({ url, headers });
    const events = await app.inject({ url: `${url}/events`, headers });
    return [list.json().runs.length, one.statusCode, events.statusCode];
  };
  expect(await seen("anna")).toEqual([1, 200, 200]);
  expect(await seen("bruno")).toEqual([0, 404, 404]);
  expect(await seen("carla")).toEqual([1, 200, 200]);
});

test("the graph is given as it runs", async () => {
  const { app, host } = await serving();
  const graph = graphSchema.parse((await app.inject({ url: "/api/graph", headers: demo })).json());
  expect(graph.hash).toBe(host.program.graph.hash);
  expect(graph.nodes).toHaveLength(134);
  expect(graph.nodes.find(({ id }) => id === "StreamSetup")).toMatchObject({ step: 105, lane: "streaming" });
});

test("wrong questions about runs are refused with the field that is wrong", async () => {
  const { app } = await serving();
  const status = await app.inject({ url: "/api/runs?status=lost", headers: demo });
  expect([status.statusCode, status.json().errors[0].field]).toEqual([400, "status"]);
  expect((await app.inject({ url: "/api/runs/run_nobody", headers: demo })).statusCode).toBe(404);
});
