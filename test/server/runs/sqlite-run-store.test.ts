import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { createCountingIds, createSystemIds } from "../../../src/runtime/ids.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { createSystemClock } from "../../../src/runtime/system-clock.ts";
import type { Batches } from "../../../src/server/runs/batches.ts";
import type { NewEvent, NewRun, RunStore, StoredEvent } from "../../../src/server/runs/run-store.ts";
import { batchesInThread } from "../../../src/server/runs/batches.ts";
import { openSqliteRunStore } from "../../../src/server/runs/sqlite-run-store.ts";
import { folderWith } from "../../cli/ragstep.ts";

const clock = createSystemClock();

function open(path: string, keep = 100): RunStore {
  const warn = (message: string) => {
    throw new Error(message);
  };
  return openSqliteRunStore({ path, clock, ids: createSystemIds(), keep, keepDays: 1, warn });
}

function memory(keep?: number): RunStore {
  const store = open(":memory:", keep);
  onTestFinished(() => store.close());
  return store;
}

const ids = createCountingIds();

function newRun(more: Partial<NewRun> = {}): NewRun {
  return {
    run_id: ids.next("run"),
    request_id: ids.next("req"),
    entry: "Start",
    route: "POST /api/v1/chat",
    graph_hash: "h",
    user_id: "anna",
    session_id: null,
    started_at: clock.now(),
    ...more,
  };
}

function completed(run_id: string, node: string, outcome: string | null): NewEvent {
  const place = { run_id, seq: 0, time: 0, node, step: 1, visit: 1, attempt: 1 };
  return {
    type: "step-completed",
    ...place,
    outcome,
    next: [],
    attrs: {},
    wrote: [],
    skipped: false,
    latency_ms: 1,
  };
}

function frames(run_id: string, count: number): readonly NewEvent[] {
  return Array.from({ length: count }, (_, at) => ({ type: "frame", run_id, time: 0, bytes: at }));
}

const ended = {
  status: "completed",
  ended_at: 1,
  steps: 1,
  status_code: 200,
  source: "llm",
  error: null,
} as const;

async function all(events: AsyncIterable<StoredEvent>): Promise<readonly number[]> {
  const numbers: number[] = [];
  for await (const { n } of events) numbers.push(n);
  return numbers;
}

test("whoever comes back gets every event once, in order, wherever they left off and while the run goes on", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 8 }),
      async (batches, reads) => {
        const store = open(":memory:");
        const run = newRun();
        await store.begin(run);
        const seen: number[] = [];
        const reading = (async () => {
          for (const most of [...reads, Infinity]) {
            const leave = new AbortController();
            let count = 0;
            for await (const { n } of store.events(run.run_id, seen.at(-1) ?? 0, leave.signal)) {
              seen.push(n);
              if (++count >= most) break;
            }
          }
        })();
        for (const [at, size] of batches.entries()) {
          store.append(run.run_id, frames(run.run_id, size));
          if (at % 2 === 0) await store.flush();
        }
        await store.end({ run_id: run.run_id, latency_ms: 1, ...ended });
        await reading;
        const total = batches.reduce((sum, size) => sum + size, 0);
        expect(seen).toEqual(Array.from({ length: total }, (_, at) => at + 1));
        await store.close();
      },
    ),
    { numRuns: 30 },
  );
});

test("a list is filtered by all that is asked for, newest first, page by page", async () => {
  const store = memory();
  const make = async (
    node: string,
    outcome: string | null,
    latency_ms: number,
    more: Partial<NewRun> = {},
  ) => {
    const run = newRun(more);
    await store.begin(run);
    store.append(run.run_id, [completed(run.run_id, node, outcome)]);
    await store.end({ run_id: run.run_id, latency_ms, ...ended });
    return run.run_id;
  };
  const yes = await make("GoldenHit", "Yes", 5);
  const no = await make("GoldenHit", "No", 50, { user_id: "bruno" });
  const end = await make("End", null, 500);
  const running = newRun({ run_id: "run_open_100%" });
  await store.begin(running);
  const list = (filter: Parameters<RunStore["list"]>[0]) =>
    store.list(filter, { limit: 10 }).runs.map(({ run_id }) => run_id);
  expect(list({})).toEqual([running.run_id, end, no, yes]);
  expect(list({ status: "running" })).toEqual([running.run_id]);
  expect(list({ step: "GoldenHit" })).toEqual([no, yes]);
  expect(list({ step: "Golden" })).toEqual([]);
  expect(list({ step: "GoldenHit", outcome: "Yes" })).toEqual([yes]);
  expect(list({ outcome: "No" })).toEqual([no]);
  expect(list({ min_ms: 6, max_ms: 60 })).toEqual([no]);
  expect(list({ text: "BRUNO" })).toEqual([no]);
  expect(list({ text: "100%" })).toEqual([running.run_id]);
  expect(list({ user_id: "anna", step: "End" })).toEqual([end]);
  const first = store.list({}, { limit: 3 });
  const second = store.list({}, { limit: 3, after: first.next ?? "" });
  expect([first.runs.length, second.runs.map(({ run_id }) => run_id), second.next]).toEqual([3, [yes], null]);
  expect(store.get(yes)).toMatchObject({ status: "completed", steps: 1, latency_ms: 5, status_code: 200 });
  expect(store.get("run_nobody")).toBeNull();
});

test("no more runs are kept than asked for", async () => {
  const store = memory(10);
  for (let count = 0; count < 200; count++) {
    const run = newRun();
    await store.begin(run);
    await store.end({ run_id: run.run_id, latency_ms: 1, ...ended });
  }
  expect(store.list({}, { limit: 200 }).runs).toHaveLength(10);
});

test("two servers share one file: each sees the other's runs, also while they go on", async () => {
  const path = join(await folderWith({}), "runs.db");
  const [one, two] = [open(path), open(path)];
  const run = newRun();
  await one.begin(run);
  one.append(run.run_id, frames(run.run_id, 3));
  await one.flush();
  // Both are this process, which cannot be another server's: what it does not know itself counts as broken off.
  expect(two.list({}, { limit: 1 }).runs[0]?.run_id).toBe(run.run_id);
  const after = await all(two.events(run.run_id, 1, new AbortController().signal));
  expect(after).toEqual([2, 3]);
  await Promise.all(
    Array.from({ length: 40 }, async (_, at) => {
      const store = at % 2 === 0 ? one : two;
      const other = newRun();
      await store.begin(other);
      store.append(other.run_id, frames(other.run_id, 2));
      await store.end({ run_id: other.run_id, latency_ms: 1, ...ended });
    }),
  );
  expect(one.list({ status: "completed" }, { limit: 100 }).runs).toHaveLength(40);
  await Promise.all([one.close(), two.close()]);
});

test("while another process holds the file, nobody else waits, and nothing is lost", async () => {
  const path = join(await folderWith({}), "runs.db");
  const store = open(path);
  const holder = new DatabaseSync(path);
  holder.exec("BEGIN IMMEDIATE");
  const run = newRun();
  const since = performance.now();
  let begun = false;
  const beginning = store.begin(run).then(() => (begun = true));
  await clock.sleep(0);
  expect(store.list({}, { limit: 1 }).runs).toEqual([]);
  expect(performance.now() - since).toBeLessThan(1000);
  expect(begun).toBe(false);
  holder.exec("COMMIT");
  holder.close();
  await beginning;
  store.append(run.run_id, frames(run.run_id, 5));
  await store.end({ run_id: run.run_id, latency_ms: 1, ...ended });
  expect(await all(store.events(run.run_id, 0, new AbortController().signal))).toEqual([1, 2, 3, 4, 5]);
  await store.close();
});

test("a slow file is given each event once, however many come meanwhile", async () => {
  const path = join(await folderWith({}), "runs.db");
  const clockOfTest = createFakeClock();
  const thread = { current: null as Batches | null };
  let held = Promise.withResolvers<void>();
  held.resolve();
  const lists: number[] = [];
  const slow: Batches = {
    async take(statements) {
      lists.push(statements.filter(({ sql }) => sql.includes("INTO run_event")).length);
      await held.promise;
      thread.current ??= batchesInThread(path);
      await thread.current.take(statements);
    },
    close: async () => await thread.current?.close(),
  };
  const store = openSqliteRunStore({
    path,
    clock: clockOfTest,
    ids: createSystemIds(),
    keep: 9,
    keepDays: 1,
    batches: slow,
    warn: () => undefined,
  });
  const run = newRun();
  await store.begin(run);
  held = Promise.withResolvers();
  lists.length = 0;
  for (let at = 0; at < 40; at++) {
    store.append(run.run_id, [completed(run.run_id, "A", null)]);
    await clockOfTest.advance(25);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  expect(lists).toEqual([1]);
  held.resolve();
  await store.end({ ...ended, run_id: run.run_id, latency_ms: 1 });
  // Those that came while the first was held: once by the clock or with the end, and once more where both met.
  expect(lists.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(3);
  expect(await all(store.events(run.run_id, 0, AbortSignal.timeout(5000)))).toHaveLength(40);
  await store.close();
});
