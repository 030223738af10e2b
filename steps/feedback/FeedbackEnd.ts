import { step } from "../ragstep.gen.ts";

const completionReasons = new Map([
  ["feedback_ui_not_displayed", "feedback_ui_not_available"],
  ["no_user_feedback", "no_feedback"],
]);

/** Ends the feedback branch and says why. */
export default step("FeedbackEnd", {
  optional: {
    feedback_reason: "ends as a run without feedback",
    processing_started_at: "knows no time of the whole pipeline",
  },
  attrs: ["feedback_pipeline_completed", "completion_reason", "total_pipeline_time_ms"],
  pure: true,
  run({ state, clock, log }) {
    const reason = state.feedback_reason ?? "no_user_feedback";
    const started = state.processing_started_at;
    log({
      feedback_pipeline_completed: true,
      completion_reason: completionReasons.get(reason) ?? reason,
      total_pipeline_time_ms: started === undefined ? null : clock.now() - started,
    });
  },
});
