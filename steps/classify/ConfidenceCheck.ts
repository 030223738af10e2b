import { step } from "../ragstep.gen.ts";

/** Asks whether the rules are sure enough. Their classification holds until a better one comes. */
export default step("ConfidenceCheck", {
  reads: ["rule_based_classification", "domain_scores"],
  writes: ["classification"],
  attrs: [
    "confidence_event",
    "confidence_met",
    "confidence_value",
    "threshold",
    "domain",
    "action",
    "domain_confidence",
  ],
  run({ state, services, log }) {
    const { rule_based_classification: rules, domain_scores } = state;
    const { threshold } = services.settings.classification;
    const met = rules.confidence >= threshold;
    log({
      confidence_event: met ? "threshold_met" : "below_threshold",
      confidence_met: met,
      confidence_value: rules.confidence,
      threshold,
      domain: rules.domain,
      action: rules.action,
      domain_confidence: domain_scores.domain_confidence,
    });
    return { outcome: met ? "Yes" : "No", patch: { classification: rules } };
  },
});
