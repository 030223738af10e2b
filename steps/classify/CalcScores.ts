import { step } from "../ragstep.gen.ts";

/** Scores every field and every kind of request, so that the log shows how near the runners-up were. */
export default step("CalcScores", {
  reads: ["user_query"],
  writes: ["domain_scores"],
  attrs: [
    "scoring_event",
    "domain_scores",
    "best_domain",
    "best_action",
    "domain_confidence",
    "action_confidence",
    "query_length",
  ],
  run({ state, services, log }) {
    const scores = services.classifier.scores(state.user_query);
    const unsure = Math.min(scores.domain_confidence, scores.action_confidence) < 0.5;
    log({
      scoring_event: unsure ? "low_confidence_scores" : "scores_calculated",
      domain_scores: scores.domain_scores,
      best_domain: scores.best_domain,
      best_action: scores.best_action,
      domain_confidence: scores.domain_confidence,
      action_confidence: scores.action_confidence,
      query_length: state.user_query.length,
    });
    return { domain_scores: scores };
  },
});
