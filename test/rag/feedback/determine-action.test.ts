import { expect, test } from "vitest";
import { completionReason } from "../../../src/rag/feedback/completion-reason.ts";
import { determineAction, proposing } from "../../../src/rag/feedback/determine-action.ts";

test.each([
  ["correct", null, "feedback_acknowledged", false],
  ["correct", "Sì.", "feedback_acknowledged", false],
  ["incomplete", null, "improvement_suggestion_logged", false],
  ["incomplete", "Sì.", "answer_enhancement_queued", true],
  ["wrong", null, "critical_review_flagged", false],
  ["wrong", "Sì.", "correction_queued", true],
  [null, "Sì.", "feedback_logged", false],
] as const)("%s with the answer %j is %s (proposes: %s)", (verdict, answer, action, proposes) => {
  expect(determineAction({ verdict, answer, created: true })).toBe(action);
  expect(proposing.has(action)).toBe(proposes);
  expect(determineAction({ verdict, answer, created: false })).toBe("already_recorded");
});

test.each([
  [{ heard: false }, "no_feedback"],
  [{ reason: "feedback_ui_not_displayed", heard: false }, "feedback_ui_not_available"],
  [{ reason: "feedback_data_present", heard: true }, "expert_feedback_processed"],
  [{ heard: true, decisions: ["rejected"] }, "golden_approval_rejected"],
  [{ heard: false, decisions: ["rejected", "needs_review"] }, "golden_approval_pending"],
  [{ heard: false, decisions: ["needs_review", "approved"] }, "golden_answer_published"],
  [{ heard: false, decisions: [] }, "no_golden_candidate"],
] as const)("a branch that came to %j ends because of %s", (came, reason) => {
  expect(completionReason(came)).toBe(reason);
});
