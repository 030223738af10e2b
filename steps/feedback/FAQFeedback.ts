import { feedbackId } from "#rag/feedback/feedback-id.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Notes whether a golden answer helped. A store that cannot be written costs the note, not the rest of the feedback. */
export default step("FAQFeedback", {
  reads: ["feedback_submission", "session_data"],
  optional: { golden_match: "takes feedback that names no golden answer as one on the run's own answer" },
  writes: ["faq_feedback"],
  attrs: ["faq_id", "was_helpful", "followup_needed", "success", "feedback_is_new", "error"],
  async run({ state, stores, run, clock, signal, log }) {
    const { feedback_submission: submission, session_data } = state;
    if (submission === null) return { faq_feedback: null };
    const { was_helpful, comment } = submission;
    const user_id = session_data.user_id ?? "anonymous";
    const faq_id = submission.faq_id ?? state.golden_match?.faq_id ?? null;
    const feedback_id = feedbackId("faq", run.id, user_id, faq_id ?? "");
    const at = new Date(clock.now()).toISOString();
    const { value: created, failure: error } = await tolerate(
      () =>
        stores.FeedbackDB.putFaq({ feedback_id, run_id: run.id, user_id, faq_id, was_helpful, comment, at }),
      null,
      signal,
    );
    log({
      faq_id,
      was_helpful,
      followup_needed: was_helpful === false,
      success: created !== null,
      feedback_is_new: created,
      error,
    });
    return { faq_feedback: created === null ? null : { feedback_id, faq_id } };
  },
});
