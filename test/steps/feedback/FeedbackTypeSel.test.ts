import { describe, expect, it } from "vitest";

import FeedbackTypeSel from "../../../steps/feedback/FeedbackTypeSel.ts";
import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";
import { services } from "../support/services.ts";

const select = (feedback: object) =>
  project.runStep(FeedbackTypeSel, {
    state: { validated_request: { ...accepted([]), feedback } },
    services: services(),
  });

describe("FeedbackTypeSel", () => {
  it.each([
    [{ type: "faq" }, "FAQ", "FAQFeedback"],
    [{ type: "knowledge" }, "Knowledge", "KnowledgeFeedback"],
    [{ type: "expert" }, "Expert", "ExpertFeedbackCollector"],
    [{ verdict: "correct" }, "Expert", "ExpertFeedbackCollector"],
  ])("sends %j to %s", async (feedback, outcome, next) => {
    const run = await select(feedback);
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ routing_decision: [outcome], routing_reason: "kinds_of_feedback" });
  });

  it("sends each part of feedback to its own branch", async () => {
    const run = await select({ was_helpful: false, rating: 2, answer: "Meglio così." });
    expect(run.outcome).toEqual(["FAQ", "Knowledge", "Expert"]);
    expect(run.patch["feedback_submission"]).toMatchObject({ was_helpful: false, rating: 2 });
  });

  it("lets what it cannot read be refused where experts are checked", async () => {
    const run = await select({ veredict: "wrong" });
    expect(run.outcome).toBe("Expert");
    expect(run.patch).toEqual({ feedback_submission: null });
    expect(run.attrs).toMatchObject({
      routing_reason: "invalid_feedback",
      feedback_problems: ["feedback: unrecognized_keys"],
    });
  });

  it("lets no personal data go on", async () => {
    const run = await select({ answer: "Chiedi a mario.rossi@example.it." });
    expect(JSON.stringify(run.patch) + run.line).not.toContain("mario.rossi");
  });
});
