import { compareClassifications } from "#rag/classify/compare-classifications.ts";

import { step } from "../ragstep.gen.ts";

/** Believes the model only when it is clearly surer than the rules. */
export default step("LLMBetter", {
  reads: ["llm_classification", "rule_based_classification"],
  attrs: [
    "decision_result",
    "rule_confidence",
    "llm_confidence",
    "confidence_improvement",
    "decision_reason",
    "classification_changed",
  ],
  run({ state, services, log }) {
    const { rule_based_classification: rules, llm_classification: llm } = state;
    const comparison = compareClassifications(rules, llm, services.settings.classification.min_improvement);
    log({
      decision_result: comparison.better ? "llm" : "rule_based",
      rule_confidence: rules.confidence,
      llm_confidence: llm?.confidence ?? null,
      confidence_improvement: comparison.improvement,
      decision_reason: comparison.reason,
      classification_changed: comparison.changed,
    });
    return comparison.better ? "Yes" : "No";
  },
});
