import { step } from "../ragstep.gen.ts";

/** Only the word of an expert who is trusted enough goes on; whoever has no score is not. */
export default step("TrustScoreOK", {
  reads: ["expert_validation"],
  attrs: ["trust_score", "threshold", "trust_score_decision", "threshold_met", "routing_decision"],
  pure: true,
  run({ state, log }) {
    const { trust_score, threshold } = state.expert_validation;
    const met = trust_score !== null && trust_score >= threshold;
    log({
      trust_score,
      threshold,
      trust_score_decision: met,
      threshold_met: met,
      routing_decision: met ? "proceed_with_feedback" : "reject_feedback",
    });
    return met ? "Yes" : "No";
  },
});
