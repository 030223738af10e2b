import { FatalStepError } from "#ragstep";

import { step } from "../ragstep.gen.ts";

/** Stores the expert's word on this run. A second one on the same run, equal or not, is left alone. */
export default step("CreateFeedbackRec", {
  reads: ["collected_feedback", "expert_validation"],
  optional: { query_signature: "stores the record without the question's signature" },
  writes: ["expert_feedback", "feedback_created"],
  attrs: [
    "feedback_record_created",
    "feedback_id",
    "expert_id",
    "feedback_type",
    "feedback_category",
    "expert_trust_score",
    "feedback_priority",
  ],
  async run({ state, stores, run, clock, log }) {
    const { collected_feedback: collected, expert_validation } = state;
    const { expert_id, trust_score } = expert_validation;
    if (collected === null || expert_id === null || trust_score === null) {
      throw new FatalStepError("Feedback came to be stored without an expert who was validated.", {
        code: "feedback-not-validated",
      });
    }
    const { feedback_id, verdict, category, answer, comment, confidence, faq_id, knowledge_item_id } =
      collected;
    const expert_feedback = {
      feedback_id,
      run_id: run.id,
      expert_id,
      verdict,
      category,
      answer,
      comment,
      confidence,
      trust_score,
      faq_id,
      knowledge_item_id,
      query_signature: state.query_signature ?? null,
      at: new Date(clock.now()).toISOString(),
    };
    const created = await stores.FeedbackDB.putRecord(expert_feedback);
    log({
      feedback_record_created: created,
      feedback_id,
      expert_id,
      feedback_type: verdict,
      feedback_category: category,
      expert_trust_score: trust_score,
      feedback_priority: collected.priority,
    });
    return { expert_feedback, feedback_created: created };
  },
});
