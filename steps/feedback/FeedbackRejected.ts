import { rejectionOf } from "#rag/feedback/rejection.ts";

import { step } from "../ragstep.gen.ts";

/** Ends the feedback and says why it changes nothing. */
export default step("FeedbackRejected", {
  reads: ["expert_validation"],
  optional: {
    faq_feedback: "tells that no note was kept of a golden answer",
    knowledge_feedback: "tells that no note was kept of a passage",
  },
  writes: ["feedback_rejection"],
  attrs: [
    "feedback_rejected",
    "rejection_reason",
    "trust_score",
    "expert_feedback_outcome",
    "pipeline_terminated",
  ],
  pure: true,
  run({ state, log }) {
    const { expert_validation: validation, faq_feedback, knowledge_feedback } = state;
    const rejection = rejectionOf(validation);
    const noted = Boolean(faq_feedback) || Boolean(knowledge_feedback);
    log({
      feedback_rejected: true,
      rejection_reason: rejection.reason,
      trust_score: validation.trust_score,
      expert_feedback_outcome: noted ? "noted_without_effect" : "rejected",
      pipeline_terminated: true,
    });
    return { feedback_rejection: rejection };
  },
});
