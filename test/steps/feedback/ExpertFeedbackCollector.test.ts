import { describe, expect, it } from "vitest";

import ExpertFeedbackCollector from "../../../steps/feedback/ExpertFeedbackCollector.ts";
import { signedIn, submission } from "../support/feedback.ts";
import { project } from "../support/project.ts";

const collect = (state: object) =>
  project.runStep(ExpertFeedbackCollector, {
    state: { feedback_submission: submission(), ...signedIn("user_verdi"), ...state },
  });

describe("ExpertFeedbackCollector", () => {
  it("brings together what the branches before it noted", async () => {
    const run = await collect({
      feedback_submission: submission({ expert_id: "expert-verdi", category: "caso_mancante" }),
      faq_feedback: { feedback_id: "fb_2", faq_id: "faq_1" },
      knowledge_feedback: { feedback_id: "fb_3", knowledge_item_id: "iva#1" },
    });
    expect(run.patch["collected_feedback"]).toMatchObject({
      claimed_expert_id: "expert-verdi",
      category: "caso_mancante",
      faq_id: "faq_1",
      knowledge_item_id: "iva#1",
    });
    expect(run.attrs).toMatchObject({
      expert_feedback_collected: true,
      feedback_type: "wrong",
      feedback_category: "caso_mancante",
      expert_validation_required: true,
    });
  });

  it.each([
    ["wrong", "high"],
    ["incomplete", "high"],
    ["correct", "normal"],
    [null, "normal"],
  ] as const)("of the verdict %s has the priority %s", async (verdict, priority) => {
    const run = await collect({ feedback_submission: submission({ verdict }) });
    expect(run.attrs).toMatchObject({ feedback_priority: priority });
  });

  it("gives the same feedback the same id, and another account another one", async () => {
    const one = await collect({});
    const id = (run: typeof one) => run.attrs["feedback_id"];
    expect(id(await collect(signedIn(null)))).not.toBe(id(one));
    expect(id(one)).toMatch(/^fb_[0-9a-f]{24}$/u);
  });

  it("collects nothing of feedback that was not understood", async () => {
    const run = await collect({ feedback_submission: null });
    expect(run.patch).toEqual({ collected_feedback: null });
    expect(run.attrs).toMatchObject({ collection_status: "invalid_feedback" });
  });
});
