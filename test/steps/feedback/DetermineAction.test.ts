import { describe, expect, it } from "vitest";

import DetermineAction from "../../../steps/feedback/DetermineAction.ts";
import { record } from "../support/feedback.ts";
import { project } from "../support/project.ts";

const determine = (change: object, feedback_created = true) =>
  project.runStep(DetermineAction, { state: { expert_feedback: record(change), feedback_created } });

describe("DetermineAction", () => {
  it.each([
    ["wrong", "correction_queued"],
    ["incomplete", "answer_enhancement_queued"],
  ])("proposes the answer that comes with the verdict %s", async (verdict, action) => {
    const run = await determine({ verdict });
    expect(run.outcome).toBe("Propose");
    expect(run.next).toEqual(["GoldenCandidate"]);
    expect(run.patch).toEqual({ feedback_action: action });
    expect(run.attrs).toMatchObject({ action_determined: action, route_to_golden_candidate: true });
  });

  it.each([
    ["correct", null, "feedback_acknowledged"],
    ["wrong", null, "critical_review_flagged"],
    [null, "La risposta giusta.", "feedback_logged"],
  ])("has nothing to propose of %s with %j", async (verdict, answer, action) => {
    const run = await determine({ verdict, answer });
    expect(run.outcome).toBe("Nothing");
    expect(run.next).toEqual(["FeedbackEnd"]);
    expect(run.patch).toEqual({ feedback_action: action });
  });

  it("proposes nothing a second time", async () => {
    const run = await determine({}, false);
    expect(run.outcome).toBe("Nothing");
    expect(run.patch).toEqual({ feedback_action: "already_recorded" });
  });
});
