import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import CacheHit from "../../../steps/cache/CacheHit.ts";
import { cachedAnswer } from "../support/cached.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const services = { settings: settings() };
const state = { cache_key: "answer:sig:1" };

describe("CacheHit", () => {
  it("finds an answer by its key", async () => {
    const { stores, clock } = await memoryStores();
    await stores.ResponseCache.write.put(state.cache_key, cachedAnswer, 60);
    const run = await project.runStep(CacheHit, { state, stores, services, clock });
    expect(run.outcome).toBe("Yes");
    expect(run.patch).toEqual({ cached_answer: cachedAnswer });
    expect(run.next).toEqual(["TrackCacheHit"]);
    expect(run.attrs).toMatchObject({
      cache_event: "cache_hit",
      cache_hit: true,
      model: "small",
      shared: false,
      error: null,
    });
  });

  it("goes to the model when there is none", async () => {
    const { stores } = await memoryStores();
    const run = await project.runStep(CacheHit, { state, stores, services });
    expect(run.outcome).toBe("No");
    expect(run.next).toEqual(["LLMCall"]);
    expect(run.attrs).toMatchObject({ cache_event: "cache_miss", cache_lookup_performed: true, model: null });
  });

  it("does not find an answer whose time is over", async () => {
    const { stores, clock } = await memoryStores();
    await stores.ResponseCache.write.put(state.cache_key, cachedAnswer, 60);
    await clock.advance(61_000);
    expect((await project.runStep(CacheHit, { state, stores, services, clock })).outcome).toBe("No");
  });

  it("waits for another run that computes the same answer, and shares it", async () => {
    const { stores, clock } = await memoryStores({ clock: createFakeClock() });
    expect((await project.runStep(CacheHit, { state, stores, services, clock })).outcome).toBe("No");
    const waiting = project.runStep(CacheHit, { state, stores, services, clock });
    await clock.advance(1000);
    await stores.ResponseCache.write.put(state.cache_key, cachedAnswer, 60);
    const run = await waiting;
    expect(run.outcome).toBe("Yes");
    expect(run.attrs).toMatchObject({ shared: true });
  });

  it("can give up its claim to compute, so that the next run need not wait", async () => {
    const { stores, clock } = await memoryStores({ clock: createFakeClock() });
    const first = await project.runStep(CacheHit, { state, stores, services, clock });
    const claim = first.patch["cache_claim"] as { release: () => void };
    claim.release();
    expect((await project.runStep(CacheHit, { state, stores, services, clock })).outcome).toBe("No");
    expect(clock.monotonic()).toBe(0);
  });

  it("takes a cache that is down for a miss, and says so", async () => {
    const stores = { ResponseCache: brokenStore(new Error("connection refused")) };
    const run = await project.runStep(CacheHit, { state, stores, services });
    expect(run.status).toBe("completed");
    expect(run.outcome).toBe("No");
    expect(run.attrs).toMatchObject({
      cache_event: "lookup_failed",
      cache_lookup_performed: false,
      error: "unexpected-error",
    });
  });

  it("asks no cache that is switched off", async () => {
    const { stores } = await memoryStores();
    await stores.ResponseCache.write.put(state.cache_key, cachedAnswer, 60);
    const off = { settings: settings({ cache: { enabled: false } }) };
    const run = await project.runStep(CacheHit, { state, stores, services: off });
    expect(run.outcome).toBe("No");
    expect(run.attrs).toMatchObject({ cache_event: "disabled", cache_lookup_performed: false });
  });
});
