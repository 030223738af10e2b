import { describe, expect, it } from "vitest";

import LogCacheHit from "../../../steps/cache/LogCacheHit.ts";
import { cachedAnswer } from "../support/cached.ts";
import { project } from "../support/project.ts";
import { scriptedModels, smallOffer } from "../support/scripted-models.ts";

describe("LogCacheHit", () => {
  it("logs the hit with what it spared, and changes nothing", async () => {
    const state = { cached_answer: cachedAnswer, cache_key: "answer:sig:1", model_offer: smallOffer };
    const run = await project.runStep(LogCacheHit, { state, services: scriptedModels() });
    expect(run.patch).toEqual({});
    expect(run.attrs).toMatchObject({
      cache_event: "cache_hit_logged",
      cache_key: "answer:sig:1",
      total_tokens: 1500,
      cached_at: cachedAnswer.cached_at,
      cost_savings: 0.002,
    });
    expect(run.next).toEqual(["ReturnCached"]);
  });
});
