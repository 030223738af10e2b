import { describe, expect, it } from "vitest";

import FeedbackUI from "../../../steps/feedback/FeedbackUI.ts";
import { project } from "../support/project.ts";
import { session } from "../support/requests.ts";
import { settings } from "../support/settings.ts";

const anonymous = { id: null, user_id: null };
const show = (session_data: object, feedback: object = {}) =>
  project.runStep(FeedbackUI, { state: { session_data }, services: { settings: settings({ feedback }) } });

describe("FeedbackUI", () => {
  it("offers a known user the three options", async () => {
    const run = await show(session);
    expect(run.patch).toEqual({
      feedback_ui: { displayed: true, reason: null, options: ["correct", "incomplete", "wrong"] },
    });
    expect(run.attrs).toMatchObject({
      feedback_ui_displayed: true,
      feedback_options_count: 3,
      anonymous_user: false,
    });
    expect(run.next).toEqual(["FeedbackProvided"]);
  });

  it.each([
    ["feedback_disabled", session, { enabled: false }],
    ["anonymous_user_not_allowed", anonymous, {}],
  ])("is not shown for the reason %s", async (reason, who, feedback) => {
    const run = await show(who, feedback);
    expect(run.patch).toEqual({ feedback_ui: { displayed: false, reason, options: [] } });
    expect(run.attrs).toMatchObject({ feedback_disabled_reason: reason });
  });

  it("is shown to an unknown user where the installation allows that", async () => {
    const run = await show(anonymous, { anonymous_allowed: true });
    expect(run.attrs).toMatchObject({ feedback_ui_displayed: true, anonymous_user: true });
  });
});
