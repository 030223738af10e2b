import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import CollectMetrics from "../../../steps/response/CollectMetrics.ts";
import { comingAnswer, streamOf, wholeAnswer } from "../support/answers.ts";
import { cachedAnswer } from "../support/cached.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { session } from "../support/requests.ts";
import { down, scriptedModels, smallOffer } from "../support/scripted-models.ts";

const services = scriptedModels();
const startAt = Date.UTC(2026, 2, 10);
const collect = async (change: object = {}, broken = false) => {
  const { stores } = await memoryStores();
  const clock = createFakeClock({ startAt: startAt + 300 });
  return project.runStep(CollectMetrics, {
    state: { session_data: session, processing_started_at: startAt, model_offer: smallOffer, ...change },
    stores: broken ? { UsageLog: brokenStore(new Error("busy")) } : stores,
    services,
    clock,
  });
};

describe("CollectMetrics", () => {
  it("sums up what the run used, and goes on to the end and to the feedback", async () => {
    const run = await collect({ llm_answer: wholeAnswer("ok"), chunks_sent: 3, total_bytes: 99 });
    expect(run.patch).toEqual({
      metrics: {
        response_time_ms: 300,
        total_tokens: 120,
        cost_eur: 0.00014,
        cache_hit: false,
        failed_tasks: 0,
      },
    });
    expect(run.attrs).toMatchObject({
      metrics_event: "collection_successful",
      user_metrics_available: true,
      system_metrics_available: true,
      chunks_sent: 3,
      total_bytes: 99,
      error: null,
    });
    expect([...run.next].toSorted()).toEqual(["End", "FeedbackUI"]);
  });

  it("counts both model calls of an answer with tools, and one of an answer without", async () => {
    const answer = wholeAnswer("ok");
    const twice = await collect({ llm_answer: answer, final_answer: wholeAnswer("then") });
    const once = await collect({ llm_answer: answer, final_answer: answer });
    const usage = { input_tokens: 30, output_tokens: 1 };
    const known = await collect({ llm_answer: answer, final_answer: null, final_usage: usage });
    expect(twice.patch).toMatchObject({ metrics: { total_tokens: 240 } });
    expect(known.patch).toMatchObject({ metrics: { total_tokens: 151 } });
    expect(once.patch).toMatchObject({ metrics: { total_tokens: 120 } });
  });

  it("waits for what hangs on the whole answer, and counts what failed of it", async () => {
    const slow = Promise.withResolvers<void>();
    const order: string[] = [];
    const task = slow.promise.then(() => order.push("task"));
    const failing = Promise.reject(new Error("disk full"));
    const running = collect({ completion_tasks: [task, failing] }).then((run) => {
      order.push("collected");
      return run;
    });
    await new Promise((resolve) => setImmediate(resolve));
    slow.resolve();
    const run = await running;
    expect(order).toEqual(["task", "collected"]);
    expect(run.patch).toMatchObject({ metrics: { failed_tasks: 1 } });
    expect(run.attrs).toMatchObject({ failed_tasks: 1, error: "completion-task-failed" });
  });

  it("counts no tokens of an answer that broke off", async () => {
    const broken = Promise.reject(down);
    broken.catch(() => undefined);
    const run = await collect({ llm_answer: comingAnswer(streamOf(), broken) });
    expect(run.patch).toMatchObject({ metrics: { total_tokens: 0, cost_eur: 0 } });
  });

  it("tells a cache hit from a model call", async () => {
    const run = await collect({ cached_answer: cachedAnswer });
    expect(run.attrs).toMatchObject({ cache_hit: true, total_tokens: 0 });
  });

  it("asks for no metrics of a user who is not known", async () => {
    const run = await collect({ session_data: { id: null, user_id: null } });
    expect(run.attrs).toMatchObject({ user_metrics_available: false, system_metrics_available: true });
  });

  it("does not lose the answer to a usage log that cannot be read", async () => {
    const run = await collect({}, true);
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({
      metrics_collected: false,
      metrics_event: "collection_failed",
      error: "unexpected-error",
    });
  });
});
