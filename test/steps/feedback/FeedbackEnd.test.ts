import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import FeedbackEnd from "../../../steps/feedback/FeedbackEnd.ts";
import { project } from "../support/project.ts";

describe("FeedbackEnd", () => {
  it.each([
    ["no_user_feedback", "no_feedback"],
    ["feedback_ui_not_displayed", "feedback_ui_not_available"],
    ["golden_approval_rejected", "golden_approval_rejected"],
  ])("ends for the reason %s as %s", async (feedback_reason, completion_reason) => {
    const run = await project.runStep(FeedbackEnd, { state: { feedback_reason } });
    expect(run.attrs).toMatchObject({
      feedback_pipeline_completed: true,
      completion_reason,
      total_pipeline_time_ms: null,
    });
    expect(run.next).toEqual([]);
  });

  it("tells how long the whole pipeline took", async () => {
    const clock = createFakeClock({ startAt: 5_000 });
    const run = await project.runStep(FeedbackEnd, { state: { processing_started_at: 1_500 }, clock });
    expect(run.attrs).toMatchObject({ completion_reason: "no_feedback", total_pipeline_time_ms: 3_500 });
  });
});
