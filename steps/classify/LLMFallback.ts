import { classifyWithModel } from "#rag/classify/classify-with-model.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Asks a model for a classification where the rules are unsure. A model that fails says nothing: the rules hold. */
export default step("LLMFallback", {
  reads: ["user_query"],
  writes: ["llm_classification"],
  attrs: [
    "llm_fallback_successful",
    "classification_method",
    "fallback_to_rule_based",
    "domain",
    "action",
    "confidence",
    "service_error",
  ],
  async run({ state, services, clock, signal, log }) {
    const { value: llm, failure } = await tolerate(
      () => classifyWithModel(state.user_query, services, { clock, signal }),
      null,
      signal,
    );
    log({
      llm_fallback_successful: llm !== null,
      classification_method: llm === null ? "rule_based_fallback" : "llm",
      fallback_to_rule_based: llm === null,
      domain: llm?.domain ?? null,
      action: llm?.action ?? null,
      confidence: llm?.confidence ?? null,
      service_error: failure,
    });
    return { llm_classification: llm };
  },
});
