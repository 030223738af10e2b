import { feedbackId } from "#rag/feedback/feedback-id.ts";

import { step } from "../ragstep.gen.ts";

/** Brings all that was said together into what an expert's record will hold; who says it is checked next. */
export default step("ExpertFeedbackCollector", {
  reads: ["feedback_submission", "session_data"],
  optional: {
    faq_feedback: "collects feedback on no golden answer",
    knowledge_feedback: "collects feedback on no passage",
  },
  writes: ["collected_feedback"],
  attrs: [
    "expert_feedback_collected",
    "feedback_id",
    "feedback_type",
    "feedback_category",
    "feedback_priority",
    "expert_validation_required",
    "collection_status",
  ],
  pure: true,
  run({ state, run, log }) {
    const { feedback_submission: submission, session_data } = state;
    if (submission === null) {
      log({ expert_feedback_collected: false, collection_status: "invalid_feedback" });
      return { collected_feedback: null };
    }
    const { verdict, category, answer, comment, confidence, citations, expert_id } = submission;
    const feedback_id = feedbackId("expert", run.id, session_data.user_id ?? "anonymous");
    const priority = verdict === "wrong" || verdict === "incomplete" ? "high" : "normal";
    log({
      expert_feedback_collected: true,
      feedback_id,
      feedback_type: verdict,
      feedback_category: category,
      feedback_priority: priority,
      expert_validation_required: true,
      collection_status: "collected",
    });
    return {
      collected_feedback: {
        feedback_id,
        claimed_expert_id: expert_id,
        verdict,
        category,
        answer,
        comment,
        confidence,
        citations: [...citations],
        faq_id: state.faq_feedback?.faq_id ?? submission.faq_id,
        knowledge_item_id: state.knowledge_feedback?.knowledge_item_id ?? null,
        priority,
      },
    };
  },
});
