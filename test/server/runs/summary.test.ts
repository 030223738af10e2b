import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { createCountingIds, createSystemIds } from "../../../src/runtime/ids.ts";
import { createSystemClock } from "../../../src/runtime/system-clock.ts";
import type { NewEvent, RunStore } from "../../../src/server/runs/run-store.ts";
import { runMigrations } from "../../../src/server/runs/run-tables.ts";
import { openSqliteRunStore } from "../../../src/server/runs/sqlite-run-store.ts";
import { summarize } from "../../../src/server/runs/summarize.ts";
import { folderWith } from "../../cli/ragstep.ts";

const clock = createSystemClock();
const ids = createCountingIds();
const graph_hash = "h";

function open(path = ":memory:"): RunStore {
  const warn = (message: string) => {
    throw new Error(message);
  };
  const store = openSqliteRunStore({ path, clock, ids: createSystemIds(), keep: 2000, keepDays: 1, warn });
  onTestFinished(() => store.close());
  return store;
}

async function begin(
  store: RunStore,
  more: { graph_hash?: string; run_id?: string; user_id?: string } = {},
): Promise<string> {
  const run_id = more.run_id ?? ids.next("run");
  await store.begin({
    run_id,
    request_id: "req",
    entry: "Start",
    route: "POST /",
    graph_hash,
    user_id: "anna",
    session_id: null,
    started_at: clock.now(),
    ...more,
  });
  return run_id;
}

async function end(store: RunStore, run_id: string, status: "completed" | "failed", latency_ms: number) {
  const rest = { ended_at: 1, steps: 1, status_code: 200, source: null, error: null };
  await store.end({ run_id, status, latency_ms, ...rest });
}

const place = { seq: 0, time: 0, step: 1, visit: 1, attempt: 1 };
const error = { code: "model-down", message: "No answer." };

function completed(
  run_id: string,
  node: string,
  latency_ms: number,
  outcome: string | readonly string[] | null = null,
): NewEvent {
  const rest = { next: [], attrs: {}, wrote: [], skipped: false };
  return { type: "step-completed", run_id, node, ...place, outcome, latency_ms, ...rest };
}

function failed(run_id: string, node: string, latency_ms: number): NewEvent {
  return { type: "step-failed", run_id, node, ...place, error, next: [], latency_ms };
}

function retry(run_id: string, node: string): NewEvent {
  return { type: "step-retry", run_id, node, ...place, error, wait_ms: 1 };
}

function edge(run_id: string, source: string, target: string, label: string | null): NewEvent {
  return { type: "edge-taken", run_id, seq: 0, time: 0, source, target, label };
}

test("runs are summed up by node and edge: visits, outcomes, errors, retries, times", async () => {
  const store = open();
  const one = await begin(store);
  store.append(one, [completed(one, "GoldenHit", 1, "Yes"), edge(one, "GoldenHit", "Serve", "Yes")]);
  await store.flush();
  store.append(one, [retry(one, "Serve"), completed(one, "Serve", 10.00049)]);
  await end(store, one, "completed", 20);
  const two = await begin(store);
  store.append(two, [completed(two, "GoldenHit", 3, ["No", "Later"]), edge(two, "GoldenHit", "Ask", "No")]);
  store.append(two, [retry(two, "Ask"), failed(two, "Ask", 100), edge(two, "Ask", "Error", null)]);
  await end(store, two, "failed", 120);
  await begin(store);
  expect(store.summary({ graph_hash }, 10)).toEqual({
    runs: 3,
    by_status: { running: 1, completed: 1, failed: 1, cancelled: 0, interrupted: 0 },
    by_answer: { ok: 2, refused: 0, error: 0 },
    times: { p50_ms: 20, p95_ms: 120, max_ms: 120 },
    nodes: [
      {
        id: "GoldenHit",
        visits: 2,
        outcomes: { No: 1, Later: 1, Yes: 1 },
        errors: 0,
        retries: 0,
        times: { p50_ms: 1, p95_ms: 3, max_ms: 3 },
      },
      {
        id: "Ask",
        visits: 1,
        outcomes: {},
        errors: 1,
        retries: 1,
        times: { p50_ms: 100, p95_ms: 100, max_ms: 100 },
      },
      {
        id: "Serve",
        visits: 1,
        outcomes: {},
        errors: 0,
        retries: 1,
        times: { p50_ms: 10, p95_ms: 10, max_ms: 10 },
      },
    ],
    edges: [
      { source: "GoldenHit", target: "Ask", label: "No", count: 1 },
      { source: "Ask", target: "Error", label: null, count: 1 },
      { source: "GoldenHit", target: "Serve", label: "Yes", count: 1 },
    ],
  });
});

test("only the newest runs count, of this graph, and of one user where only they may be seen", async () => {
  const store = open();
  for (const more of [{}, { graph_hash: "other" }, { user_id: "bruno" }, {}, { user_id: "bruno" }]) {
    const run = await begin(store, more);
    store.append(run, [completed(run, "End", 1)]);
    await end(store, run, "completed", 1);
  }
  const visits = (of: { user_id?: string }, runs: number) => {
    const { runs: counted, nodes } = store.summary({ graph_hash, ...of }, runs);
    return [counted, nodes[0]?.visits];
  };
  expect(visits({}, 10)).toEqual([4, 4]);
  expect(visits({}, 3)).toEqual([3, 3]);
  expect(visits({ user_id: "bruno" }, 10)).toEqual([2, 2]);
  expect(visits({ user_id: "carla" }, 10)).toEqual([0, undefined]);
});

test("a run that goes on later is counted with what it did before", async () => {
  const store = open();
  const run_id = await begin(store);
  store.append(run_id, [completed(run_id, "End", 1)]);
  await end(store, run_id, "completed", 1);
  await begin(store, { run_id });
  store.append(run_id, [completed(run_id, "Feedback", 2)]);
  await end(store, run_id, "completed", 1);
  const { runs, nodes } = store.summary({ graph_hash }, 10);
  expect([runs, nodes.map(({ id }) => id)]).toEqual([1, ["End", "Feedback"]]);
});

test("times are taken by rank: half of all are at most the first, 95 of 100 at most the second", () => {
  const ms = Array.from({ length: 100 }, (_, at) => 100 - at);
  const runs = ms.map(
    (latency_ms) => ({ status: "completed", latency_ms, status_code: 200, walk: "" }) as const,
  );
  expect(summarize(runs).times).toEqual({ p50_ms: 50, p95_ms: 95, max_ms: 100 });
  expect(summarize([])).toMatchObject({ runs: 0, times: null, nodes: [], edges: [] });
});

test("runs are counted by what clients were answered, since one that refuses completes as well", () => {
  const codes = [200, 302, 400, 401, 429, 500, 503, null];
  const runs = codes.map(
    (status_code) => ({ status: "completed", latency_ms: 1, status_code, walk: "" }) as const,
  );
  expect(summarize(runs).by_answer).toEqual({ ok: 2, refused: 3, error: 2 });
});

// Somebody else's work on the machine can only lengthen what is measured, so a second look counts as well.
test("200 runs of 70 steps are summed up in less than 200 ms", { retry: 2 }, async () => {
  const store = open();
  for (let count = 0; count < 200; count++) {
    const run = await begin(store);
    store.append(
      run,
      Array.from({ length: 70 }, (_, at) => [
        completed(run, `Step${at}`, at + count / 7, at % 3 === 0 ? "Yes" : null),
        edge(run, `Step${at}`, `Step${at + 1}`, null),
      ]).flat(),
    );
    await end(store, run, "completed", count);
  }
  const since = performance.now();
  const { runs, nodes, edges } = store.summary({ graph_hash }, 200);
  expect(performance.now() - since).toBeLessThan(200);
  expect([runs, nodes.length, edges.length]).toEqual([200, 70, 70]);
  expect(nodes.map(({ visits }) => visits)).toEqual(Array.from({ length: 70 }, () => 200));
});

test("a database made before runs were counted is brought up to date, and its runs count as such", async () => {
  const path = join(await folderWith({}), "runs.db");
  const old = new DatabaseSync(path);
  old.exec(runMigrations[0] ?? "");
  old.exec("PRAGMA user_version = 1");
  old.exec(
    `INSERT INTO run (run_id, request_id, entry, route, graph_hash, server_id, status, started_at, latency_ms)
     VALUES ('run_old', 'req', 'Start', 'POST /', 'h', 'server', 'completed', ${clock.now()}, 7)`,
  );
  old.close();
  const store = open(path);
  expect(store.summary({ graph_hash }, 10)).toMatchObject({
    runs: 1,
    times: { max_ms: 7 },
    nodes: [],
    edges: [],
  });
  expect(store.get("run_old")).toMatchObject({ status: "completed", latency_ms: 7 });
});
