import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Records that a model call was spared. A usage log that cannot be written costs nobody an answer. */
export default step("TrackCacheHit", {
  reads: ["cached_answer", "session_data", "processing_started_at"],
  optional: { pii_count: "records that no personal data was looked for" },
  attrs: [
    "cache_event",
    "cache_hit_tracked",
    "user_id",
    "provider",
    "model",
    "total_tokens",
    "cost",
    "cache_hit",
    "response_time_ms",
    "error",
  ],
  async run({ state, stores, run, clock, signal, log }) {
    const { provider, model, usage } = state.cached_answer;
    const now = clock.now();
    const response_time_ms = now - state.processing_started_at;
    const record = {
      run_id: run.id,
      user_id: state.session_data.user_id ?? "anonymous",
      session_id: state.session_data.id ?? "none",
      call: 1,
      provider,
      model,
      input_tokens: usage.input_tokens,
      output_tokens: usage.output_tokens,
      cost: 0,
      cache_hit: true,
      pii_detected: (state.pii_count ?? 0) > 0,
      response_time_ms,
      at: new Date(now).toISOString(),
    };
    const { failure } = await tolerate(() => stores.UsageLog.record(record), undefined, signal);
    log({
      cache_event: failure === null ? "hit_tracked" : "tracking_failed",
      cache_hit_tracked: failure === null,
      user_id: state.session_data.user_id,
      provider,
      model,
      total_tokens: usage.input_tokens + usage.output_tokens,
      cost: 0,
      cache_hit: true,
      response_time_ms,
      error: failure,
    });
  },
});
