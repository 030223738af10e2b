import { step } from "../ragstep.gen.ts";

/** Puts the hit into the log, with what it spared. */
export default step("LogCacheHit", {
  reads: ["cached_answer", "cache_key", "model_offer"],
  attrs: [
    "cache_event",
    "cache_hit_logged",
    "cache_key",
    "model",
    "provider",
    "total_tokens",
    "cached_at",
    "cost_savings",
  ],
  run({ state, services, log }) {
    const { provider, model, usage, cached_at } = state.cached_answer;
    log({
      cache_event: "cache_hit_logged",
      cache_hit_logged: true,
      model,
      provider,
      total_tokens: usage.input_tokens + usage.output_tokens,
      cached_at,
      cost_savings: services.models.cost(state.model_offer, usage),
    });
  },
});
