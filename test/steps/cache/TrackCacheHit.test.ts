import { describe, expect, it } from "vitest";

import TrackCacheHit from "../../../steps/cache/TrackCacheHit.ts";
import { cachedAnswer } from "../support/cached.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { session } from "../support/requests.ts";

describe("TrackCacheHit", () => {
  it("records a call that was spared, at no cost", async () => {
    const { stores, rows, clock } = await memoryStores();
    const state = {
      cached_answer: cachedAnswer,
      session_data: session,
      processing_started_at: clock.now() - 7,
      pii_count: 0,
    };
    const run = await project.runStep(TrackCacheHit, { state, stores, clock });
    expect(rows("usage_call")).toEqual([
      expect.objectContaining({
        user_id: "user_demo",
        provider: "cloud",
        cost: 0,
        cache_hit: 1,
        response_time_ms: 7,
      }),
    ]);
    expect(run.attrs).toMatchObject({ cache_hit_tracked: true, total_tokens: 1500, cost: 0, error: null });
    expect(run.next).toEqual(["LogCacheHit"]);
  });

  it("costs nobody an answer when the usage log cannot be written", async () => {
    const state = { cached_answer: cachedAnswer, session_data: session, processing_started_at: 0 };
    const stores = { UsageLog: brokenStore(new Error("disk full")) };
    const run = await project.runStep(TrackCacheHit, { state, stores });
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({
      cache_hit_tracked: false,
      cache_event: "tracking_failed",
      error: "unexpected-error",
    });
  });
});
