import { step } from "../ragstep.gen.ts";

/** Makes the cached answer the answer of this run. */
export default step("ReturnCached", {
  reads: ["cached_answer", "cache_key", "routing_strategy"],
  writes: ["response_content", "citations", "response_metadata", "final_answer"],
  attrs: ["cache_event", "cached_response_returned", "cache_key", "model", "provider", "from_cache", "cost"],
  pure: true,
  run({ state, log }) {
    const { content, citations, provider, model } = state.cached_answer;
    log({
      cache_event: "cached_response_returned",
      cached_response_returned: true,
      model,
      provider,
      from_cache: true,
      cost: 0,
    });
    return {
      final_answer: null,
      response_content: content,
      citations: [...citations],
      response_metadata: { source: "cache", provider, model, strategy: state.routing_strategy, cost_eur: 0 },
    };
  },
});
