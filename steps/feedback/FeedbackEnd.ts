import { completionReason } from "#rag/feedback/completion-reason.ts";

import { step } from "../ragstep.gen.ts";

/** Ends the feedback branch and says why. */
export default step("FeedbackEnd", {
  optional: {
    feedback_reason: "ends as a run without feedback",
    feedback_action: "ends as a run in which no expert was heard",
    golden_decisions: "ends as a run that proposed nothing",
    processing_started_at: "knows no time of the whole pipeline",
  },
  attrs: ["feedback_pipeline_completed", "completion_reason", "total_pipeline_time_ms"],
  pure: true,
  run({ state, clock, log }) {
    const { feedback_reason, feedback_action, golden_decisions, processing_started_at: started } = state;
    log({
      feedback_pipeline_completed: true,
      completion_reason: completionReason({
        reason: feedback_reason,
        heard: feedback_action !== undefined,
        decisions: golden_decisions?.map(({ approval }) => approval.kind),
      }),
      total_pipeline_time_ms: started === undefined ? null : clock.now() - started,
    });
  },
});
