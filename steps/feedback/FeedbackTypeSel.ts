import { readFeedback } from "#rag/feedback/read-feedback.ts";
import type { FeedbackKind } from "#rag/feedback/types.ts";

import { step } from "../ragstep.gen.ts";

const labels = { faq: "FAQ", knowledge: "Knowledge", expert: "Expert" } as const satisfies Record<
  FeedbackKind,
  string
>;

/** Reads the feedback and sends each part of it to where it belongs. What cannot be read is refused where experts are checked. */
export default step("FeedbackTypeSel", {
  reads: ["validated_request"],
  writes: ["feedback_submission"],
  attrs: ["routing_decision", "routing_reason", "feedback_problems"],
  run({ state, services, log }) {
    const { submission, problems } = readFeedback(state.validated_request.feedback, services.pii);
    const outcome = submission === null ? ["Expert" as const] : submission.kinds.map((kind) => labels[kind]);
    log({
      routing_decision: outcome,
      routing_reason: submission === null ? "invalid_feedback" : "kinds_of_feedback",
      feedback_problems: problems,
    });
    return { outcome, patch: { feedback_submission: submission } };
  },
});
