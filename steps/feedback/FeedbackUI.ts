import { step } from "../ragstep.gen.ts";

const options = ["correct", "incomplete", "wrong"] as const;

/** Offers the feedback form with the answer, unless the installation or the lack of a user forbids it. */
export default step("FeedbackUI", {
  reads: ["session_data"],
  writes: ["feedback_ui"],
  attrs: ["feedback_ui_displayed", "feedback_disabled_reason", "feedback_options_count", "anonymous_user"],
  run({ state, services, log }) {
    const { enabled, anonymous_allowed } = services.settings.feedback;
    const anonymous = state.session_data.user_id === null;
    const reason = !enabled
      ? "feedback_disabled"
      : anonymous && !anonymous_allowed
        ? "anonymous_user_not_allowed"
        : null;
    const displayed = reason === null;
    log({
      feedback_ui_displayed: displayed,
      feedback_disabled_reason: reason,
      feedback_options_count: displayed ? options.length : 0,
      anonymous_user: anonymous,
    });
    return { feedback_ui: { displayed, reason, options: displayed ? [...options] : [] } };
  },
});
