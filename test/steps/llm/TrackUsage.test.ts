import { describe, expect, it } from "vitest";

import { finishedAnswer } from "#rag/llm/collect-answer.ts";
import type { ModelCompletion } from "#rag/llm/types.ts";
import type { UsageTracker } from "#rag/usage/types.ts";

import TrackUsage from "../../../steps/llm/TrackUsage.ts";
import { comingAnswer, streamOf, wholeAnswer } from "../support/answers.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { session } from "../support/requests.ts";
import { down, scriptedModels, smallOffer } from "../support/scripted-models.ts";

const completion: ModelCompletion = {
  text: "ok",
  tool_calls: [],
  usage: { input_tokens: 1000, output_tokens: 500 },
  finish_reason: "stop",
};

const track = async (pending: Promise<ModelCompletion>, change: object = {}, broken = false) => {
  const { stores, rows, clock } = await memoryStores();
  pending.catch(() => undefined);
  const run = await project.runStep(TrackUsage, {
    state: {
      llm_answer: comingAnswer(streamOf(), pending),
      model_offer: smallOffer,
      session_data: session,
      processing_started_at: clock.now() - 120,
      completion_tasks: [],
      ...change,
    },
    stores: broken ? { UsageLog: brokenStore(new Error("disk full")) } : stores,
    services: scriptedModels(),
    clock,
  });
  return { run, rows, tasks: run.patch["completion_tasks"] as Promise<unknown>[] };
};

describe("TrackUsage", () => {
  it("records tokens and cost once the answer is whole, and not before", async () => {
    const whole = Promise.withResolvers<ModelCompletion>();
    const { run, rows, tasks } = await track(whole.promise, { pii_count: 2 });
    expect(rows("usage_call")).toEqual([]);
    whole.resolve(completion);
    await Promise.all(tasks);
    expect(rows("usage_call")).toEqual([
      expect.objectContaining({
        user_id: "user_demo",
        call: 1,
        provider: "cloud",
        input_tokens: 1000,
        output_tokens: 500,
        cost: 0.002,
        response_time_ms: 120,
      }),
    ]);
    expect(run.attrs).toMatchObject({
      usage_event: "tracking_on_completion",
      pii_detected: true,
      cache_hit: false,
    });
    expect(run.next).toEqual(["ToolCheck"]);
  });

  it("adds its task to those that wait already", async () => {
    const earlier = Promise.resolve();
    const { tasks } = await track(Promise.resolve(completion), { completion_tasks: [earlier] });
    expect(tasks).toHaveLength(2);
    expect(tasks[0]).toBe(earlier);
  });

  it("records nothing for an answer that broke off: its tokens are not known", async () => {
    const { rows, tasks } = await track(Promise.reject(down));
    await expect(Promise.all(tasks)).resolves.toBeDefined();
    expect(rows("usage_call")).toEqual([]);
  });

  it("hands on a tracker that records a later call in the same way, beside the first", async () => {
    const { run, rows, tasks } = await track(Promise.resolve(completion));
    const tracker = run.patch["usage_tracker"] as UsageTracker;
    const usage = { input_tokens: 3000, output_tokens: 0 };
    await Promise.all([
      ...tasks,
      tracker.track(wholeAnswer("ok", [])),
      tracker.track(finishedAnswer({ ...completion, usage })),
    ]);
    expect(rows("usage_call")).toMatchObject([
      { call: 1, input_tokens: 1000, cost: 0.002 },
      { call: 2, input_tokens: 100 },
    ]);
    await tracker.track(comingAnswer(streamOf(), Promise.reject(down)));
    expect(rows("usage_call")).toHaveLength(2);
  });

  it("lets a usage log that cannot be written show in its task, not in the run", async () => {
    const { run, tasks } = await track(Promise.resolve(completion), {}, true);
    expect(run.status).toBe("completed");
    await expect(Promise.all(tasks)).rejects.toThrow("disk full");
  });
});
