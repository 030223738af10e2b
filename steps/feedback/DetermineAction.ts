import { determineAction, proposing } from "#rag/feedback/determine-action.ts";

import { step } from "../ragstep.gen.ts";

/** Proposes an expert's better answer for the golden set; everything else ends with its record. */
export default step("DetermineAction", {
  reads: ["expert_feedback", "feedback_created"],
  writes: ["feedback_action"],
  attrs: ["action_determined", "route_to_golden_candidate", "expert_trust_score", "feedback_type"],
  pure: true,
  run({ state, log }) {
    const { verdict, answer, trust_score } = state.expert_feedback;
    const feedback_action = determineAction({ verdict, answer, created: state.feedback_created });
    const propose = proposing.has(feedback_action);
    log({
      action_determined: feedback_action,
      route_to_golden_candidate: propose,
      expert_trust_score: trust_score,
      feedback_type: verdict,
    });
    return { outcome: propose ? "Propose" : "Nothing", patch: { feedback_action } };
  },
});
