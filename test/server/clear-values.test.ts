import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createSystemIds } from "../../src/runtime/ids.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { eventSchema } from "../../src/server/api-schemas.ts";
import { ClearRuns } from "../../src/server/runs/clear-runs.ts";
import { clearText, secretsOf } from "../../src/server/runs/clear-text.ts";
import type { StoredEvent } from "../../src/server/runs/run-store.ts";
import { openSqliteRunStore } from "../../src/server/runs/sqlite-run-store.ts";
import { folderWith } from "../cli/ragstep.ts";
import { eventsOf } from "./sent-events.ts";
import { bearerOf, demo, question, serving, tokenOf } from "./serving.ts";
import type { Serving } from "./serving.ts";

const secret = "RSSMRA85T10A562S";
const payload = { query: `${question} Il mio codice fiscale è ${secret}.` };

async function asked(
  { app, host }: Serving,
  headers: Record<string, string> = demo,
  body = payload,
): Promise<string> {
  const answer = await app.inject({ method: "POST", url: "/api/v1/chat/stream", headers, payload: body });
  expect(answer.statusCode).toBe(200);
  await host.live.idle();
  return String(answer.headers["x-run-id"]);
}

async function watched({ app }: Serving, run_id: string, headers: Record<string, string> = demo) {
  const stream = await app.inject({ url: `/api/runs/${run_id}/events`, headers });
  const events = eventsOf(stream.body).map(({ data }) => eventSchema.parse(data));
  return { text: stream.body, events, headers: stream.headers };
}

test("at this machine a run is shown in clear: values, what steps emit, and the text of frames", async () => {
  const server = await serving();
  const { app } = server;
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/chat/stream",
    headers: demo,
    payload,
  });
  await server.host.live.idle();
  const { events, headers } = await watched(server, String(answer.headers["x-run-id"]));
  expect(headers["cache-control"]).toBe("no-store");
  const patches = events.flatMap((event) => (event.type === "state" ? [event.patch] : []));
  expect(patches.find(({ http_request }) => http_request !== undefined)?.["http_request"]).toMatchObject({
    kind: "value",
    value: { body: payload, headers: { authorization: "[hidden]" } },
  });
  expect(patches.filter((patch) => JSON.stringify(patch).includes(secret))).toHaveLength(2);
  const frames = events.flatMap((event) => (event.type === "frame" ? [event.text] : []));
  expect(frames.join("")).toBe(answer.body);
});

test("neither the database, nor its journal, nor the log, nor what is asked of the run later holds any of it", async () => {
  const folder = await folderWith({});
  const world = { clock: createSystemClock(), ids: createSystemIds() };
  const runs = openSqliteRunStore({
    path: join(folder, "runs.db"),
    ...world,
    keep: 9,
    keepDays: 1,
    warn: () => undefined,
  });
  const logger = pino({ base: null }, pino.destination({ dest: join(folder, "run.log"), sync: true }));
  const server = await serving({ parts: { runs, logger } });
  const run_id = await asked(server);
  expect((await watched(server, run_id)).text).toContain(secret);
  const list = await server.app.inject({ url: "/api/runs", headers: demo });
  const shown = await server.app.inject({ url: `/api/runs/${run_id}`, headers: demo });
  expect(list.body + shown.body).not.toContain(secret);
  await runs.flush();
  const names = await readdir(folder);
  expect(names).toEqual(expect.arrayContaining(["run.log", "runs.db", "runs.db-wal"]));
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    expect([name, bytes.includes(secret), bytes.includes(Buffer.from(secret, "utf16le"))]).toEqual([
      name,
      false,
      false,
    ]);
  }
});

test("a token that may not see personal data gets its own run masked; one that may sees it", async () => {
  const server = await serving({ server: { tokens: [tokenOf("anna"), tokenOf("carla", "admin")] } });
  const run_id = await asked(server, bearerOf("anna"));
  const own = await watched(server, run_id, bearerOf("anna"));
  expect(own.text).not.toContain(secret);
  expect(own.text).toContain('"user_query":{"kind":"masked","type":"text"');
  expect(own.events.filter((event) => event.type === "frame" && event.text !== undefined)).toEqual([]);
  expect((await watched(server, run_id, bearerOf("carla"))).text).toContain(secret);
});

test.each([
  ["is not among the last ones", { clear_runs: 1 }],
  ["takes too much memory", { clear_bytes: 1000 }],
  ["was never held", { clear_runs: 0 }],
])("a run that %s is masked for everybody", async (_, runs) => {
  const server = await serving({ server: { runs } });
  const run_id = await asked(server);
  await asked(server, demo, { query: "Che cos'è il modello F24?" });
  const { text, events } = await watched(server, run_id);
  expect(text).not.toContain(secret);
  expect(text).toContain('"user_query":{"kind":"masked","type":"text"');
  expect(events.at(-1)?.type).toBe("run-ended");
});

test("whatever comes, no more is held than may be, and always of the runs begun last", () => {
  const step = fc.record({ run: fc.integer({ min: 0, max: 6 }), size: fc.nat(400), begins: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), fc.nat(4), (steps, runs) => {
      const clear = new ClearRuns({ runs, bytes: 2000 });
      let order: string[] = [];
      for (const [at, { run, size, begins }] of steps.entries()) {
        const run_id = `run_${run}`;
        if (begins) {
          clear.begin(run_id);
          order = [...order.filter((one) => one !== run_id), run_id];
        }
        clear.hold(run_id, at + 1, JSON.stringify("a".repeat(size)));
        expect(clear.bytes).toBeLessThanOrEqual(2000);
        const held = order.filter((one) => clear.holds(one));
        expect(held.length).toBeLessThanOrEqual(runs);
        expect(held).toEqual(order.slice(order.length - held.length));
      }
    }),
  );
});

test("an event whose run is not held comes back as it is", () => {
  const clear = new ClearRuns({ runs: 1, bytes: 2000 });
  const frame: StoredEvent = { n: 1, type: "frame", run_id: "run_a", time: 0, bytes: 3 };
  clear.begin("run_a");
  clear.hold("run_a", 1, '"abc"');
  expect(clear.shown(frame)).toEqual({ ...frame, text: "abc" });
  expect(clear.shown({ ...frame, n: 2 })).toEqual({ ...frame, n: 2 });
  clear.begin("run_b");
  expect(clear.shown(frame)).toBe(frame);
});

test("a secret of the request is hidden wherever it stands", () => {
  const secrets = secretsOf({ authorization: "Bearer abc", accept: "text/html" });
  const value = { token: "abc", header: "Bearer abc", Cookie: "session=1", accept: "text/html" };
  expect(JSON.parse(clearText(value, secrets) ?? "")).toEqual({
    token: "[hidden]",
    header: "[hidden]",
    Cookie: "[hidden]",
    accept: "text/html",
  });
});

test("what is too long is not even turned into text", () => {
  const none = new Set<string>();
  const file = {
    name: "a.pdf",
    get bytes() {
      return Buffer.alloc(50_000_000);
    },
    toJSON() {
      throw new Error("It was written.");
    },
  };
  expect(clearText({ files: [file] }, none)).toBeNull();
  expect(clearText("a".repeat(250_001), none)).toBeNull();
  expect(clearText({ a: [1, "b"] }, none)).toBe('{"a":[1,"b"]}');
  expect(clearText(undefined, none)).toBeNull();
});
