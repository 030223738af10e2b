import { describe, expect, onTestFinished, test } from "vitest";
import type { CacheBackend } from "../../../src/rag/cache/backend.ts";
import { createResponseCache } from "../../../src/rag/cache/response-cache.ts";
import { createSqliteBackend } from "../../../src/rag/cache/sqlite-backend.ts";
import type { CachedAnswer } from "../../../src/rag/cache/types.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";

const never = new AbortController().signal;

function answer(content: string): CachedAnswer {
  const usage = { input_tokens: 1, output_tokens: 2 };
  return {
    content,
    provider: "p",
    model: "m",
    usage,
    citations: [{ title: "t", source: "s" }],
    cached_at: "2026-01-01",
  };
}

function open() {
  const clock = createFakeClock();
  const db = openDatabase({ path: ":memory:", clock });
  onTestFinished(() => db.close());
  const warnings: string[] = [];
  const limits = { waitMs: 1000, leaseMs: 5000 };
  const cache = createResponseCache({
    clock,
    backend: createSqliteBackend(db),
    limits,
    warn: (message) => warnings.push(message),
  });
  const lookup = (key: string, run_id: string, signal = never) => cache.read.lookup(key, { run_id, signal });
  return { clock, db, cache, lookup, warnings };
}

test("an answer is given back until its time is over", async () => {
  const { clock, cache, lookup } = open();
  expect(await lookup("k", "run1")).toEqual({ kind: "miss" });
  await cache.write.put("k", answer("A"), 60);
  expect(await lookup("k", "run2")).toEqual({ kind: "hit", answer: answer("A"), shared: false });
  await clock.advance(59_999);
  expect(await lookup("k", "run3")).toMatchObject({ kind: "hit" });
  await clock.advance(1);
  expect(await lookup("k", "run4")).toEqual({ kind: "miss" });
});

test("what has expired is swept out by the next answer put", async () => {
  const { clock, db, cache } = open();
  await cache.write.put("old", answer("A"), 1);
  await clock.advance(2000);
  await cache.write.put("new", answer("B"), 60);
  expect(db.run("DELETE FROM response_cache").changes).toBe(1);
});

test("an entry that does not hold an answer is a miss", async () => {
  const { db, cache, lookup } = open();
  for (const value of ["not json", "{}", '{"content": 1}', "null"]) {
    db.run("INSERT OR REPLACE INTO response_cache (key, value, expires_ms) VALUES ('k', ?, 9e15)", [value]);
    expect(await lookup("k", "run")).toEqual({ kind: "miss" });
    cache.write.release("k", "run");
  }
});

describe("of concurrent equal questions", () => {
  test("one is computed and the others get its answer", async () => {
    const { clock, cache, lookup } = open();
    expect(await lookup("k", "run1")).toEqual({ kind: "miss" });
    const waiting = [lookup("k", "run2"), lookup("k", "run3")];
    const other = await lookup("other", "run4");
    expect(other).toEqual({ kind: "miss" });
    await cache.write.put("k", answer("A"), 60);
    const hit = { kind: "hit", answer: answer("A"), shared: true };
    expect(await Promise.all(waiting)).toEqual([hit, hit]);
    expect(clock.sleeping).toBe(0);
  });

  test("those that ask at the very same moment make one look-up of the store", async () => {
    const clock = createFakeClock();
    let gets = 0;
    const backend: CacheBackend = {
      get: async () => (gets++, JSON.stringify(answer("A"))),
      put: async () => {},
      invalidate: async () => 0,
      close: async () => {},
    };
    const cache = createResponseCache({ clock, backend });
    const found = await Promise.all(
      ["1", "2", "3"].map((run_id) => cache.read.lookup("k", { run_id, signal: never })),
    );
    expect(found).toEqual([1, 2, 3].map(() => ({ kind: "hit", answer: answer("A"), shared: false })));
    expect(gets).toBe(1);
  });

  test("the next computes when the first lets go", async () => {
    const { cache, lookup } = open();
    await lookup("k", "run1");
    const second = lookup("k", "run2");
    const third = lookup("k", "run3");
    cache.write.release("k", "someone else");
    cache.write.release("k", "run1");
    expect(await second).toEqual({ kind: "miss" });
    await cache.write.put("k", answer("B"), 60);
    expect(await third).toMatchObject({ kind: "hit", shared: true });
  });

  test("after a release without anyone waiting, the next to come computes at once", async () => {
    const { cache, lookup } = open();
    await lookup("k", "run1");
    cache.write.release("k", "run1");
    expect(await lookup("k", "run2")).toEqual({ kind: "miss" });
  });

  test("the next computes when the run of the first is given up", async () => {
    const { cache, lookup } = open();
    const run = new AbortController();
    await lookup("k", "run1", run.signal);
    const second = lookup("k", "run2");
    run.abort();
    expect(await second).toEqual({ kind: "miss" });
    await cache.write.put("k", answer("A"), 60);
    expect(await lookup("k", "run3")).toMatchObject({ kind: "hit" });
  });

  test("none waits longer than the limit", async () => {
    const { clock, lookup } = open();
    await lookup("k", "run1");
    const waiting = lookup("k", "run2");
    await clock.advance(1000);
    expect(await waiting).toEqual({ kind: "miss" });
    expect(clock.sleeping).toBe(0);
  });

  test("one that waits takes over when the lease of the first ends", async () => {
    const { clock, cache, lookup } = open();
    await lookup("k", "crashed");
    await clock.advance(4500);
    const second = lookup("k", "run2");
    const third = lookup("k", "run3");
    await clock.advance(500);
    expect(await second).toEqual({ kind: "miss" });
    await cache.write.put("k", answer("A"), 60);
    expect(await third).toMatchObject({ kind: "hit", shared: true });
  });

  test("the one that computes may ask again, as a step that is retried does", async () => {
    const { lookup } = open();
    await lookup("k", "run1");
    expect(await lookup("k", "run1")).toEqual({ kind: "miss" });
  });

  test("one that is aborted while it waits leaves with the signal's reason and the others wait on", async () => {
    const { clock, cache, lookup } = open();
    await lookup("k", "run1");
    const client = new AbortController();
    const gone = lookup("k", "run2", client.signal);
    const stays = lookup("k", "run3");
    client.abort(new Error("client is gone"));
    await expect(gone).rejects.toThrow("client is gone");
    await cache.write.put("k", answer("A"), 60);
    expect(await stays).toMatchObject({ kind: "hit" });
    expect(clock.sleeping).toBe(0);
  });
});

test("entries are removed by the beginning of their key, by golden answer and by signature", async () => {
  const { cache, lookup } = open();
  const kinds = async () =>
    Object.fromEntries(
      await Promise.all(
        ["faq:1:x", "faq:2:sig", "q:about"].map(async (key) => {
          const { kind } = await lookup(key, "probe");
          cache.write.release(key, "probe");
          return [key, kind] as const;
        }),
      ),
    );
  const fill = async () => {
    await cache.write.put("faq:1:x", answer("A"), 60);
    await cache.write.put("faq:2:sig", answer("B"), 60);
    await cache.write.put("q:about", answer("C"), 60, { golden_id: "1", signature: "sig" });
  };
  await fill();
  expect(await cache.write.invalidate({ golden_id: "1" })).toBe(2);
  expect(await kinds()).toEqual({ "faq:1:x": "miss", "faq:2:sig": "hit", "q:about": "miss" });
  await fill();
  expect(await cache.write.invalidate({ signature: "sig" })).toBe(2);
  expect(await kinds()).toEqual({ "faq:1:x": "hit", "faq:2:sig": "miss", "q:about": "miss" });
  await fill();
  expect(await cache.write.invalidate({ key_prefix: "faq:" })).toBe(2);
  expect(await cache.write.invalidate({})).toBe(0);
  expect(await kinds()).toEqual({ "faq:1:x": "miss", "faq:2:sig": "miss", "q:about": "hit" });
});

test("a cache that is down is as good as an empty one, and says so", async () => {
  const { db, cache, lookup, warnings } = open();
  db.close();
  expect(await lookup("k", "run1")).toEqual({ kind: "miss" });
  const second = lookup("k", "run2");
  await cache.write.put("k", answer("A"), 60);
  expect(await second).toMatchObject({ kind: "hit", shared: true });
  expect(await cache.write.invalidate({ key_prefix: "k" })).toBe(0);
  expect(warnings.length).toBeGreaterThanOrEqual(3);
});
