import { expect, onTestFinished, test } from "vitest";
import { createRedisBackend } from "../../../src/rag/cache/redis-backend.ts";
import { createResponseCache } from "../../../src/rag/cache/response-cache.ts";
import type { CachedAnswer } from "../../../src/rag/cache/types.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { startRedis } from "./redis-server.ts";

const signal = new AbortController().signal;
const usage = { input_tokens: 1, output_tokens: 2 };
const answer: CachedAnswer = {
  content: "A",
  provider: "p",
  model: "m",
  usage,
  citations: [],
  cached_at: "2026-01-01",
};

function open(url: string) {
  const clock = createFakeClock();
  const warnings: string[] = [];
  const backend = createRedisBackend({ url, clock });
  const cache = createResponseCache({ clock, backend, warn: (message) => warnings.push(message) });
  onTestFinished(() => cache.close());
  return { clock, cache, warnings };
}

test("answers go to Redis with their time, come back, and are removed by what they are about", async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const { cache, warnings } = open(redis.url);
  expect(await cache.read.lookup("k", { run_id: "1", signal })).toEqual({ kind: "miss" });
  await cache.write.put("k", answer, 60, { golden_id: "faq" });
  await cache.write.put("other", answer, 60);
  expect([...redis.lifetimes.values()]).toEqual([60_000, 60_000]);
  const another = open(redis.url);
  expect(await another.cache.read.lookup("k", { run_id: "2", signal })).toEqual({
    kind: "hit",
    answer,
    shared: false,
  });
  expect(await cache.write.invalidate({ golden_id: "faq" })).toBe(1);
  expect(redis.values.size).toBe(1);
  expect(await cache.write.invalidate({ key_prefix: "oth" })).toBe(1);
  expect(warnings).toEqual([]);
});

test("what something else left under a key is a miss", async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const { cache } = open(redis.url);
  await cache.write.put("k", answer, 60);
  for (const key of redis.values.keys()) redis.values.set(key, '{"value":"nonsense"}');
  expect(await cache.read.lookup("k", { run_id: "1", signal })).toEqual({ kind: "miss" });
});

test("a Redis that is down is a miss and never an error, and is left alone for a while before it is tried again", async () => {
  const { clock, cache, warnings } = open("redis://user:secret@127.0.0.1:1");
  expect(await cache.read.lookup("k", { run_id: "1", signal })).toEqual({ kind: "miss" });
  await cache.write.put("k", answer, 60);
  expect(await cache.write.invalidate({ key_prefix: "k" })).toBe(0);
  expect(warnings).toEqual([
    expect.stringContaining("cannot be reached"),
    expect.stringContaining("left alone"),
    expect.stringContaining("left alone"),
  ]);
  await clock.advance(5000);
  await cache.read.lookup("k", { run_id: "2", signal });
  expect(warnings.at(-1)).toContain("cannot be reached");
  expect(warnings.join()).not.toContain("secret");
});

test("a Redis that goes away in the middle is a miss", async () => {
  const redis = await startRedis();
  const { clock, cache, warnings } = open(redis.url);
  await cache.write.put("k", answer, 60);
  await redis.stop();
  expect(await cache.read.lookup("k", { run_id: "1", signal })).toEqual({ kind: "miss" });
  expect(warnings).toHaveLength(1);
  expect(clock.sleeping).toBe(0);
});
