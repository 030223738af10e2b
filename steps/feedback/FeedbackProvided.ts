import { step } from "../ragstep.gen.ts";

/** Yes when the request carries feedback and the form was offered: who may not give any is not heard by another way. */
export default step("FeedbackProvided", {
  reads: ["feedback_ui", "validated_request"],
  writes: ["feedback_reason"],
  attrs: ["feedback_provided", "feedback_reason"],
  pure: true,
  run({ state, log }) {
    const { feedback } = state.validated_request;
    const given = feedback !== null && Object.keys(feedback).length > 0;
    const provided = state.feedback_ui.displayed && given;
    const feedback_reason = !state.feedback_ui.displayed
      ? "feedback_ui_not_displayed"
      : given
        ? "feedback_data_present"
        : "no_user_feedback";
    log({ feedback_provided: provided });
    return { outcome: provided ? "Yes" : "No", patch: { feedback_reason } };
  },
});
