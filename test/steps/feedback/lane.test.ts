import { describe, expect, it } from "vitest";

import { feedbackWorld } from "../support/feedback.ts";
import { project } from "../support/project.ts";
import { accepted, session } from "../support/requests.ts";
import { settings } from "../support/settings.ts";

const run = (feedback: object | null, overrides: object = {}) =>
  project.runLane("feedback", {
    from: "FeedbackUI",
    state: {
      session_data: session,
      processing_started_at: 0,
      validated_request: { ...accepted([]), feedback },
    },
    services: { settings: settings(overrides) },
  });

describe("the feedback lane", () => {
  it("ends where nobody gives feedback", async () => {
    const { path, status, lines } = await run(null);
    expect(path).toEqual(["FeedbackUI", "FeedbackProvided", "FeedbackEnd"]);
    expect(status).toBe("completed");
    expect(lines.at(-1)).toContain('"completion_reason":"no_feedback"');
  });

  it("ends where the form is not offered, whatever the request brings", async () => {
    const { path, lines } = await run({ type: "wrong" }, { feedback: { enabled: false } });
    expect(path.at(-1)).toBe("FeedbackEnd");
    expect(lines.at(-1)).toContain('"completion_reason":"feedback_ui_not_available"');
  });

  const hear = async (
    user_id: string | null,
    feedback: object,
    before?: Awaited<ReturnType<typeof feedbackWorld>>,
  ) => {
    const world = before ?? (await feedbackWorld());
    const heard = await project.runLane("feedback", {
      from: "FeedbackUI",
      state: {
        session_data: { id: "session_1", user_id },
        query_signature: "signature_1",
        citations: [{ title: "IVA", source: "DPR", document_id: "doc_iva" }],
        validated_request: { ...accepted([]), feedback },
      },
      stores: world.stores,
      services: world.services,
      clock: world.clock,
    });
    return { ...heard, world };
  };
  const recorded = ["CreateFeedbackRec", "UpdateExpertMetrics", "CacheFeedback", "DetermineAction"];

  it("hears every kind of feedback and joins before the expert is checked", async () => {
    const { path, exits, world } = await hear("user_verdi", {
      verdict: "wrong",
      answer: "Meglio così.",
      was_helpful: false,
      knowledge_item_id: "doc_iva",
    });
    expect(path.slice(0, 3)).toEqual(["FeedbackUI", "FeedbackProvided", "FeedbackTypeSel"]);
    expect(path.slice(3, 5).toSorted()).toEqual(["FAQFeedback", "KnowledgeFeedback"]);
    expect(path.slice(5)).toEqual(["ExpertFeedbackCollector", "ValidateExpert", "TrustScoreOK", ...recorded]);
    expect(exits).toEqual(["GoldenCandidate"]);
    expect(world.rows("expert_feedback")).toHaveLength(1);
  });

  it.each([
    ["FAQ", "FAQFeedback", { type: "faq", was_helpful: true }],
    ["Knowledge", "KnowledgeFeedback", { type: "knowledge", knowledge_item_id: "doc_iva" }],
  ])("notes %s feedback of somebody whom it then does not follow", async (_, node, feedback) => {
    const { path, state } = await hear("user_demo", feedback);
    expect(path.slice(3)).toEqual([
      node,
      "ExpertFeedbackCollector",
      "ValidateExpert",
      "TrustScoreOK",
      "FeedbackRejected",
    ]);
    expect(state["feedback_rejection"]).toMatchObject({ reason: "insufficient_trust_score" });
  });

  it("ends after a trusted expert agrees", async () => {
    const { path, lines } = await hear("user_verdi", { verdict: "correct" });
    expect(path.slice(-5)).toEqual([...recorded, "FeedbackEnd"]);
    expect(lines.at(-1)).toContain('"completion_reason":"expert_feedback_processed"');
  });

  it("refuses what it cannot read, at the place where experts are checked", async () => {
    const { path, state } = await hear("user_verdi", { veredict: "wrong" });
    expect(path.at(-1)).toBe("FeedbackRejected");
    expect(state["feedback_rejection"]).toMatchObject({ reason: "context_validation_error" });
  });
});
