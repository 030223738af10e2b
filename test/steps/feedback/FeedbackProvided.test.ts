import { describe, expect, it } from "vitest";

import FeedbackProvided from "../../../steps/feedback/FeedbackProvided.ts";
import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";

const decide = (displayed: boolean, feedback: object | null) =>
  project.runStep(FeedbackProvided, {
    state: {
      feedback_ui: { displayed, reason: null, options: [] },
      validated_request: { ...accepted([]), feedback },
    },
  });

describe("FeedbackProvided", () => {
  it("takes feedback that comes with the request", async () => {
    const run = await decide(true, { type: "correct" });
    expect(run.outcome).toBe("Yes");
    expect(run.next).toEqual(["FeedbackTypeSel"]);
    expect(run.attrs).toMatchObject({ feedback_provided: true, feedback_reason: "feedback_data_present" });
  });

  it.each([
    ["no_user_feedback", true, null],
    ["no_user_feedback", true, {}],
    ["feedback_ui_not_displayed", false, null],
    ["feedback_ui_not_displayed", false, { type: "wrong" }],
  ])("ends for the reason %s (form shown: %s, feedback: %j)", async (reason, displayed, feedback) => {
    const run = await decide(displayed, feedback);
    expect(run.outcome).toBe("No");
    expect(run.next).toEqual(["FeedbackEnd"]);
    expect(run.patch).toEqual({ feedback_reason: reason });
  });
});
