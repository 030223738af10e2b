import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

const dayMs = 24 * 3600 * 1000;
const hourMs = 3600 * 1000;

/**
 * Waits for what hung on the whole answer, then sums up what this run used, beside the usage of the last day and hour.
 * The usage log is asked twice, one by one: a failure of one does not take the other with it.
 */
export default step("CollectMetrics", {
  reads: ["session_data", "processing_started_at"],
  optional: {
    completion_tasks: "has nothing to wait for",
    llm_answer: "counts no tokens of a first model call",
    final_answer: "counts no tokens of a final model call that is streamed",
    final_usage: "counts no tokens of a model call after tools",
    model_offer: "knows no price",
    cached_answer: "counts no cache hit",
    chunks_sent: "counts no chunks: nothing was streamed",
    total_bytes: "counts no bytes: nothing was streamed",
  },
  writes: ["metrics"],
  attrs: [
    "metrics_event",
    "metrics_collected",
    "user_id",
    "session_id",
    "environment",
    "user_metrics_available",
    "system_metrics_available",
    "cache_hit",
    "response_time_ms",
    "total_tokens",
    "cost_eur",
    "chunks_sent",
    "total_bytes",
    "failed_tasks",
    "error",
  ],
  async run({ state, stores, services, clock, signal, log }) {
    const tasks = await Promise.allSettled(state.completion_tasks ?? []);
    const failed_tasks = tasks.filter(({ status }) => status === "rejected").length;

    const { model_offer: offer } = state;
    // One and the same answer when no tool was asked for.
    const answers = [state.llm_answer, state.final_answer].filter((answer) => answer != null);
    const completions = new Set(answers.map(({ completion }) => completion));
    const settled = await Promise.allSettled(completions);
    const usages = [
      ...settled.flatMap((result) => (result.status === "fulfilled" ? [result.value.usage] : [])),
      ...(state.final_usage == null ? [] : [state.final_usage]),
    ];
    const total_tokens = usages.reduce((sum, usage) => sum + usage.input_tokens + usage.output_tokens, 0);
    const cost_eur = offer ? usages.reduce((sum, usage) => sum + services.models.cost(offer, usage), 0) : 0;

    const now = clock.now();
    const { id: session_id, user_id } = state.session_data;
    const since = (ms: number) => new Date(now - ms).toISOString();
    const { UsageLog } = stores;
    const [ofUser, ofSystem] = await Promise.all([
      tolerate(async () => (user_id === null ? null : UsageLog.summary(since(dayMs), user_id)), null, signal),
      tolerate(async () => UsageLog.summary(since(hourMs)), null, signal),
    ]);
    const response_time_ms = now - state.processing_started_at;
    const failure = ofUser.failure ?? ofSystem.failure;
    const collected = failure === null;
    const cache_hit = state.cached_answer !== undefined;
    log({
      metrics_event: collected ? "collection_successful" : "collection_failed",
      metrics_collected: collected,
      user_id,
      session_id,
      environment: services.settings.environment,
      user_metrics_available: ofUser.value !== null,
      system_metrics_available: ofSystem.value !== null,
      cache_hit,
      response_time_ms,
      total_tokens,
      cost_eur,
      failed_tasks,
      error: failure ?? (failed_tasks === 0 ? null : "completion-task-failed"),
    });
    return { metrics: { response_time_ms, total_tokens, cost_eur, cache_hit, failed_tasks } };
  },
});
