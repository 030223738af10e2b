import { describe, expect, it } from "vitest";

import type { CachedAnswer } from "#rag/cache/types.ts";

import CacheFeedback from "../../../steps/feedback/CacheFeedback.ts";
import { feedbackWorld, record } from "../support/feedback.ts";
import { project } from "../support/project.ts";

const key = "expert_feedback:run_1:expert-verdi";
const answer: CachedAnswer = {
  content: "Sbagliata.",
  provider: "p",
  model: "m",
  usage: { input_tokens: 1, output_tokens: 1 },
  citations: [],
  cached_at: "2026-03-10T00:00:00Z",
};

async function cache(change: object = {}, options: { created?: boolean; settings?: object } = {}) {
  const world = await feedbackWorld({}, options.settings);
  const { ResponseCache } = world.stores;
  await ResponseCache.write.put("answer:signature_1:x", answer, 3600);
  await ResponseCache.write.put("answer:signature_2:y", answer, 3600);
  const run = await project.runStep(CacheFeedback, {
    state: { expert_feedback: record(change), feedback_created: options.created ?? true },
    stores: world.stores,
    services: world.services,
  });
  return { run, world, ResponseCache, left: world.rows("response_cache").map((row) => row["key"]) };
}

describe("CacheFeedback", () => {
  it("keeps the feedback for an hour", async () => {
    const { run, world, ResponseCache } = await cache({ verdict: "incomplete" });
    expect(run.attrs).toMatchObject({ feedback_cached: true, cache_key: key, ttl_hours: 1 });
    await world.clock.advance(3600 * 1000 - 1);
    expect(await ResponseCache.read.feedback(key)).toEqual({
      feedback_id: "fb_1",
      expert_id: "expert-verdi",
      verdict: "incomplete",
      category: null,
      trust_score: 0.984,
    });
    await world.clock.advance(1);
    expect(await ResponseCache.read.feedback(key)).toBeNull();
  });

  it("takes the answers to the question out when one is wrong, and no others", async () => {
    const { run, left } = await cache();
    expect(run.attrs).toMatchObject({ answers_dropped: 1 });
    expect(left).toEqual(["answer:signature_2:y", key]);
  });

  it.each([
    ["correct", { verdict: "correct" }],
    ["to a question that has no signature", { query_signature: null }],
  ])("leaves answers alone that are %s", async (_, change) => {
    const { run, left } = await cache(change);
    expect(run.attrs).toMatchObject({ answers_dropped: 0 });
    expect(left).toHaveLength(3);
  });

  it.each([
    ["was given before", { created: false }],
    ["comes where nothing is cached", { settings: { cache: { enabled: false } } }],
  ])("does nothing with feedback that %s", async (_, options) => {
    const { run, left } = await cache({}, options);
    expect(run.attrs).toMatchObject({ feedback_cached: false, answers_dropped: 0 });
    expect(left).toHaveLength(2);
  });
});
