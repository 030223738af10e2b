import { describe, expect, it } from "vitest";

import FeedbackRejected from "../../../steps/feedback/FeedbackRejected.ts";
import { trusted } from "../support/feedback.ts";
import { project } from "../support/project.ts";

const reject = (change: object, state: object = {}) =>
  project.runStep(FeedbackRejected, { state: { expert_validation: { ...trusted, ...change }, ...state } });

describe("FeedbackRejected", () => {
  it("says what the score lacks", async () => {
    const run = await reject({ trust_score: 0.5, shortcomings: ["registration"] });
    expect(run.patch).toEqual({
      feedback_rejection: {
        reason: "insufficient_trust_score",
        message: "The expert's trust score 0.50 is below 0.70: no verified registration in force.",
      },
    });
    expect(run.attrs).toMatchObject({
      feedback_rejected: true,
      trust_score: 0.5,
      expert_feedback_outcome: "rejected",
      pipeline_terminated: true,
    });
    expect(run.next).toEqual([]);
  });

  it.each([
    ["unknown_expert", "insufficient_trust_score"],
    ["not_signed_in", "context_validation_error"],
    ["other_experts_name", "context_validation_error"],
    ["invalid_feedback", "context_validation_error"],
    ["lookup_failed", "processing_error"],
  ])("says for %s that the reason is %s", async (problem, reason) => {
    const run = await reject({ problem, trust_score: null, expert_id: null });
    expect(run.attrs).toMatchObject({ rejection_reason: reason, trust_score: null });
  });

  it.each([
    { faq_feedback: { feedback_id: "fb_2", faq_id: null } },
    { faq_feedback: null, knowledge_feedback: { feedback_id: "fb_3", knowledge_item_id: "iva#1" } },
  ])("says that a note was kept all the same: %j", async (state) => {
    const run = await reject({ problem: "unknown_expert", trust_score: null }, state);
    expect(run.attrs).toMatchObject({ expert_feedback_outcome: "noted_without_effect" });
  });
});
