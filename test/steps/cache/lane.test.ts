import { describe, expect, it } from "vitest";

import { expectPath } from "../../../src/testing/vitest.ts";
import { answeringWorld } from "../support/answering.ts";
import { chunks } from "../support/golden-entries.ts";

const answered = (state: Readonly<Record<string, unknown>>) => state["response_body"];

describe("the cache lane", () => {
  it("misses once, keeps the answer, and hits the second time without a model call", async () => {
    const world = await answeringWorld({ cloud: [{ text: "Un'imposta." }] }, { chunks });
    const first = await world.answer();
    expectPath(
      first,
      expect.arrayContaining([
        "CheckCache",
        "ResolveEpochs",
        "GenHash",
        "CacheHit",
        "LLMCall",
        "CacheResponse",
      ]),
    );
    const second = await world.answer();
    expect(second.path.slice(0, 8)).toEqual([
      "CheckCache",
      "ResolveEpochs",
      "GenHash",
      "CacheHit",
      "TrackCacheHit",
      "LogCacheHit",
      "ReturnCached",
      "ProcessMsg",
    ]);
    expect(world.requests).toHaveLength(1);
    expect(answered(second.state)).toMatchObject({
      message: { content: "Un'imposta." },
      metadata: { source: "cache", cost_eur: 0 },
      citations: [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16" }],
    });
    expect(second.state["metrics"]).toMatchObject({ cache_hit: true, total_tokens: 0 });
    expect(world.rows("usage_call")).toHaveLength(2);
  });

  it("misses again once the knowledge has changed", async () => {
    const world = await answeringWorld({ cloud: [{ text: "Prima." }, { text: "Dopo." }] });
    await world.answer();
    await world.stores.KnowledgeStore.write.put(chunks);
    expect(answered((await world.answer()).state)).toMatchObject({ message: { content: "Dopo." } });
  });

  it("computes the answer to concurrent equal requests once", async () => {
    const world = await answeringWorld({ cloud: [{ text: "Un'imposta sul consumo.", delay_ms: 50 }] });
    const runs = await Promise.all([1, 2, 3, 4].map(() => world.answer()));
    expect(world.requests).toHaveLength(1);
    expect(runs.map(({ state }) => answered(state))).toEqual(
      runs.map(() =>
        expect.objectContaining({ message: { role: "assistant", content: "Un'imposta sul consumo." } }),
      ),
    );
    expect(runs.filter(({ path }) => path.includes("ReturnCached"))).toHaveLength(3);
  });

  it("lets the next waiting request compute when the first one's answer breaks off", async () => {
    const broken = { text: "Un'imposta che", delay_ms: 50, fail: { after_tokens: 2 } };
    const world = await answeringWorld({ cloud: [broken, { text: "Un'imposta." }] });
    const streamed = world.answer({ streaming: { requested: true } });
    const waiting = world.answer();
    await streamed;
    expect(answered((await waiting).state)).toMatchObject({ message: { content: "Un'imposta." } });
    expect(world.requests).toHaveLength(2);
    expect(world.clock.monotonic()).toBeLessThan(1_000);
  });
});
