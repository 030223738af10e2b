import type { ModelAnswer } from "#rag/llm/types.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Records what the call used once the answer is whole; a call that broke off has no count of tokens and leaves no record. The
 * call after tools comes later than this step: for it the run takes a tracker along, which records in the same way.
 */
export default step("TrackUsage", {
  reads: ["llm_answer", "model_offer", "session_data", "processing_started_at", "completion_tasks"],
  optional: { pii_count: "records that no personal data was looked for" },
  writes: ["completion_tasks", "usage_tracker"],
  attrs: ["usage_event", "user_id", "provider", "model", "cache_hit", "pii_detected"],
  run({ state, stores, services, run, clock, log }) {
    const { llm_answer: answer, model_offer: offer, session_data: session, processing_started_at } = state;
    const pii_detected = (state.pii_count ?? 0) > 0;
    log({
      usage_event: "tracking_on_completion",
      user_id: session.user_id,
      provider: offer.provider,
      model: offer.model,
      cache_hit: false,
      pii_detected,
    });

    const record = async (of: ModelAnswer, call: number) => {
      const whole = await of.completion.catch(() => null);
      if (whole === null) return;
      const { usage } = whole;
      const now = clock.now();
      await stores.UsageLog.record({
        run_id: run.id,
        user_id: session.user_id ?? "anonymous",
        session_id: session.id ?? "none",
        call,
        provider: offer.provider,
        model: offer.model,
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
        cost: services.models.cost(offer, usage),
        cache_hit: false,
        pii_detected,
        response_time_ms: now - processing_started_at,
        at: new Date(now).toISOString(),
      });
    };
    const track = (of: ModelAnswer, call: number) => {
      const task = record(of, call);
      // Whoever collects the tasks sees the failure; until then nobody listens.
      task.catch(() => undefined);
      return task;
    };
    return {
      completion_tasks: [...state.completion_tasks, ...(answer === null ? [] : [track(answer, 1)])],
      usage_tracker: { track: (later: ModelAnswer) => track(later, 2) },
    };
  },
});
