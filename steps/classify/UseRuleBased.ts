import { confidenceLevel } from "#rag/classify/confidence-level.ts";

import { step } from "../ragstep.gen.ts";

/** Lets the classification of the rules hold. */
export default step("UseRuleBased", {
  reads: ["rule_based_classification"],
  writes: ["classification"],
  attrs: ["classification_applied", "classification_source", "confidence_level", "domain", "action"],
  pure: true,
  run({ state, log }) {
    const { rule_based_classification: rules } = state;
    log({
      classification_applied: true,
      classification_source: rules.source,
      confidence_level: confidenceLevel(rules.confidence),
      domain: rules.domain,
      action: rules.action,
    });
    return { classification: rules };
  },
});
