import { notValidated, validateExpert } from "#rag/feedback/validate-expert.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Finds the expert behind the account that gives the feedback, and how far that expert is trusted. */
export default step("ValidateExpert", {
  reads: ["collected_feedback", "session_data"],
  writes: ["expert_validation"],
  attrs: [
    "expert_validation_completed",
    "expert_id",
    "trust_score",
    "meets_trust_threshold",
    "shortcomings",
    "validation_status",
  ],
  async run({ state, stores, services, clock, signal, log }) {
    const { collected_feedback: collected, session_data } = state;
    const { user_id } = session_data;
    const threshold = services.settings.feedback.trust_threshold;

    const validate = async () => {
      if (collected === null) return notValidated("invalid_feedback", threshold);
      if (user_id === null) return notValidated("not_signed_in", threshold);
      const expert = await stores.FeedbackDB.expertOf(user_id);
      return validateExpert(expert, collected.claimed_expert_id, { threshold, now: clock.now() });
    };

    // Whoever cannot be looked up is not trusted.
    const { value } = await tolerate(validate, notValidated("lookup_failed", threshold), signal);
    const { expert_id, trust_score, shortcomings, problem } = value;
    log({
      expert_validation_completed: trust_score !== null,
      expert_id,
      trust_score,
      meets_trust_threshold: trust_score !== null && trust_score >= threshold,
      shortcomings: [...shortcomings],
      validation_status: problem ?? "validated",
    });
    return { expert_validation: value };
  },
});
