import { citationsOf } from "#rag/llm/citations.ts";
import type { ModelCompletion } from "#rag/llm/types.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Keeps the answer once it is whole; the run does not wait for it here. Kept are only finished texts without personal
 * data in clear. Whatever is not kept gives its key back, so that a run that waits for the same answer computes it.
 */
export default step("CacheResponse", {
  reads: ["llm_answer", "cache_key", "model_offer"],
  optional: {
    passages: "keeps the answer without citations",
    anonymized_messages: "looks for personal data in the answer and keeps none that has any",
  },
  writes: ["completion_tasks"],
  attrs: ["cache_event", "cache_key", "model", "provider", "ttl_seconds"],
  run({ state, stores, services, clock, run, log }) {
    const { llm_answer: answer, cache_key, model_offer: offer } = state;
    const { enabled, ttl_seconds } = services.settings.cache;
    const { pii } = services;
    const cache = stores.ResponseCache;
    const passages = state.passages ?? [];
    const clean = state.anonymized_messages !== undefined;

    const mayBeKept = ({ finish_reason, tool_calls, text }: ModelCompletion) =>
      finish_reason === "stop" &&
      tool_calls.length === 0 &&
      text.trim() !== "" &&
      (clean || pii.detect(text).length === 0);

    const keep = async (completion: Promise<ModelCompletion>) => {
      let kept = false;
      try {
        // An answer that broke off is told of elsewhere; here it only means that there is nothing to keep.
        const whole = await completion.catch(() => null);
        if (whole === null || !mayBeKept(whole)) return;
        const { text: content, usage } = whole;
        const { provider, model } = offer;
        const cached_at = new Date(clock.now()).toISOString();
        const citations = citationsOf(passages, content);
        await cache.put(cache_key, { content, provider, model, usage, citations, cached_at }, ttl_seconds);
        kept = true;
      } finally {
        if (!kept) cache.release(cache_key, run.id);
      }
    };

    log({
      cache_event: enabled && answer !== null ? "storing_on_completion" : "disabled",
      model: offer.model,
      provider: offer.provider,
      ttl_seconds,
    });
    if (!enabled || answer === null) return { completion_tasks: [] };
    const task = keep(answer.completion);
    // Whoever collects the tasks sees the failure; until then nobody listens.
    task.catch(() => undefined);
    return { completion_tasks: [task] };
  },
});
