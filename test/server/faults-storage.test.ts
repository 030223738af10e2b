import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { createSystemIds } from "../../src/runtime/ids.ts";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { openSqliteRunStore } from "../../src/server/runs/sqlite-run-store.ts";
import { folderWith } from "../cli/ragstep.ts";
import { serveOpenAi, halting } from "../rag/llm/openai-server.ts";
import { demo, onlyModel, question, serving } from "./serving.ts";

const payload = JSON.stringify({ query: question });
const clock = createSystemClock();

/** Another process that holds the write lock of a database until it is told to let go. */
async function heldElsewhere(path: string): Promise<() => Promise<void>> {
  const program = `
    const { DatabaseSync } = require("node:sqlite");
    const db = new DatabaseSync(process.argv[1], { timeout: 5000 });
    db.exec("BEGIN IMMEDIATE");
    console.log("held");
    process.stdin.once("data", () => { db.exec("ROLLBACK"); process.exit(0); });
  `;
  const child = spawn(process.execPath, ["-e", program, path], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  await once(child.stdout, "data");
  return async () => {
    child.stdin.write("go");
    await exited;
  };
}

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
  await using model = await serveOpenAi(halting(next.promise));
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

test("a database that another process holds for longer than runs wait refuses them, and is written when it is let go", async () => {
  // The patience is 10 s. With RAGSTEP_FAULTS it is waited for to the end, else a tenth of it.
  const patienceMs = process.env["RAGSTEP_FAULTS"] === undefined ? 1000 : 10_000;
  const next = Promise.withResolvers<void>();
  await using model = await serveOpenAi(halting(next.promise));
  const path = join(await folderWith({}), "runs.db");
  const warned: string[] = [];
  const warn = (message: string) => void warned.push(message);
  const runs = openSqliteRunStore({
    path,
    clock,
    ids: createSystemIds(),
    keep: 9,
    keepDays: 1,
    patienceMs,
    warn,
  });
  const { listen, app, host } = await serving({ settings: onlyModel(model.baseUrl), parts: { runs } });
  const response = await fetch(`${await listen()}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json" },
    body: payload,
  });
  const run_id = response.headers.get("x-run-id") ?? "";
  const letGo = await heldElsewhere(path);
  const since = performance.now();
  const refused = app.inject({
    method: "POST",
    url: "/api/v1/chat",
    headers: demo,
    payload: { query: question },
  });
  next.resolve();
  expect(await response.text()).toContain("data: [DONE]\n\n");
  expect((await refused).statusCode).toBe(503);
  expect(performance.now() - since).toBeGreaterThan(patienceMs * 0.9);
  // The run has ended, which the file does not know yet, and its watchers are told all of it.
  await host.live.idle();
  const watched = await app.inject({ url: `/api/runs/${run_id}/events`, headers: demo });
  expect(watched.body).toContain("event: run-ended");
  expect(host.runs.get(run_id)?.status).toBe("running");
  await letGo();
  await host.runs.flush();
  expect(host.runs.get(run_id)).toMatchObject({ status: "completed", status_code: 200 });
  const again = await app.inject({ url: `/api/runs/${run_id}/events`, headers: demo });
  expect(again.body).toBe(watched.body);
  expect(warned.filter((message) => message.includes("not stored yet")).length).toBeLessThanOrEqual(1);
}, 40_000);
