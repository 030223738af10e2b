import { hashConversation } from "#rag/cache/answer-key.ts";

import { step } from "../ragstep.gen.ts";

/** Hashes what the model would be asked, so that the same question to the same model is known again. */
export default step("CheckCache", {
  reads: ["messages", "model_offer"],
  writes: ["query_hash"],
  attrs: ["cache_event", "cache_enabled", "model", "messages_count", "query_hash"],
  run({ state, services, log }) {
    const { settings } = services;
    log({
      cache_event: "check_initialized",
      cache_enabled: settings.cache.enabled,
      model: state.model_offer.model,
      messages_count: state.messages.length,
    });
    return { query_hash: hashConversation(state.messages, state.model_offer, settings.llm.temperature) };
  },
});
