import { step } from "../ragstep.gen.ts";

/** Classifies the question by keywords, which costs nothing. */
export default step("ClassifyDomain", {
  reads: ["user_query"],
  writes: ["rule_based_classification"],
  attrs: ["classification_event", "domain", "action", "confidence", "fallback_used", "query_length"],
  run({ state, services, log }) {
    const rules = services.classifier.byRules(state.user_query);
    log({
      classification_event: "rule_based_classification",
      domain: rules.domain,
      action: rules.action,
      confidence: rules.confidence,
      fallback_used: false,
      query_length: state.user_query.length,
    });
    return { rule_based_classification: rules };
  },
});
