import { describe, expect, it } from "vitest";

import { RagstepError } from "#ragstep";

import FAQFeedback from "../../../steps/feedback/FAQFeedback.ts";
import { feedbackWorld, signedIn, submission } from "../support/feedback.ts";
import { brokenStore } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const helped = submission({ kinds: ["faq"], was_helpful: false, comment: "Manca il 5%." });
const golden_match = {
  faq_id: "faq_1",
  question: "?",
  answer: "!",
  citations: [],
  category: "iva",
  tags: [],
  updated_at: "2026-01-01",
  version: 1,
  match_type: "signature",
  similarity_score: 1,
};

async function take(change: { state?: object; stores?: object } = {}) {
  const world = await feedbackWorld();
  const run = await project.runStep(FAQFeedback, {
    state: { feedback_submission: helped, golden_match, ...signedIn("user_demo"), ...change.state },
    stores: { ...world.stores, ...change.stores },
  });
  return { run, rows: world.rows("faq_feedback") };
}

describe("FAQFeedback", () => {
  it("notes whether the golden answer of the run helped", async () => {
    const { run, rows } = await take();
    expect(rows).toMatchObject([
      { faq_id: "faq_1", user_id: "user_demo", was_helpful: 0, comment: "Manca il 5%." },
    ]);
    expect(run.patch).toEqual({ faq_feedback: { feedback_id: rows[0]?.["feedback_id"], faq_id: "faq_1" } });
    expect(run.attrs).toMatchObject({
      faq_id: "faq_1",
      was_helpful: false,
      followup_needed: true,
      success: true,
      feedback_is_new: true,
      error: null,
    });
  });

  it("takes the golden answer that the feedback names before the run's", async () => {
    const { rows } = await take({ state: { feedback_submission: { ...helped, faq_id: "faq_2" } } });
    expect(rows).toMatchObject([{ faq_id: "faq_2" }]);
  });

  it("takes feedback on an answer that no golden one gave", async () => {
    const { rows } = await take({ state: { golden_match: null, ...signedIn(null) } });
    expect(rows).toMatchObject([{ faq_id: null, user_id: "anonymous" }]);
  });

  it("goes on without the note when the store cannot be written", async () => {
    const busy = new RagstepError("database-busy", "busy");
    const { run } = await take({ stores: { FeedbackDB: brokenStore(busy) } });
    expect(run.status).toBe("completed");
    expect(run.patch).toEqual({ faq_feedback: null });
    expect(run.attrs).toMatchObject({ success: false, error: "database-busy" });
  });

  it("notes nothing of feedback that was not understood", async () => {
    const { run, rows } = await take({ state: { feedback_submission: null } });
    expect(run.patch).toEqual({ faq_feedback: null });
    expect(rows).toEqual([]);
  });
});
