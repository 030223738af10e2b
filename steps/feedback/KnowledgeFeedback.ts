import { feedbackId } from "#rag/feedback/feedback-id.ts";
import { seenItems } from "#rag/feedback/seen-items.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Notes how good a passage is. It must be one that the run has seen: nobody can judge what the answer did not rest on. */
export default step("KnowledgeFeedback", {
  reads: ["feedback_submission", "session_data"],
  optional: {
    knowledge_items: "knows no passages beside those that are cited",
    citations: "knows no passages beside those that were retrieved",
  },
  writes: ["knowledge_feedback"],
  attrs: [
    "knowledge_feedback_submitted",
    "feedback_id",
    "knowledge_item_id",
    "feedback_rating",
    "expert_feedback_detected",
    "feedback_priority",
    "submission_status",
  ],
  async run({ state, stores, run, clock, signal, log }) {
    const { feedback_submission: submission, session_data } = state;
    const refuse = (submission_status: string) => {
      log({ knowledge_feedback_submitted: false, submission_status });
      return { knowledge_feedback: null };
    };
    if (submission === null) return refuse("invalid_feedback");
    const { knowledge_item_id, rating, comment, kinds } = submission;
    if (knowledge_item_id === null) return refuse("missing_knowledge_item");
    if (!seenItems(state.knowledge_items ?? [], state.citations ?? []).has(knowledge_item_id))
      return refuse("invalid_knowledge_item");
    const user_id = session_data.user_id ?? "anonymous";
    const feedback_id = feedbackId("knowledge", run.id, user_id, knowledge_item_id);
    const at = new Date(clock.now()).toISOString();
    const { value: created, failure } = await tolerate(
      () =>
        stores.FeedbackDB.putKnowledge({
          feedback_id,
          run_id: run.id,
          user_id,
          knowledge_item_id,
          rating,
          comment,
          at,
        }),
      null,
      signal,
    );
    if (created === null) return refuse(failure ?? "submission_error");
    const expert = kinds.includes("expert");
    log({
      knowledge_feedback_submitted: true,
      feedback_id,
      knowledge_item_id,
      feedback_rating: rating,
      expert_feedback_detected: expert,
      feedback_priority: expert ? "high" : "normal",
      submission_status: created ? "submitted" : "known_already",
    });
    return { knowledge_feedback: { feedback_id, knowledge_item_id } };
  },
});
