import { describe, expect, it } from "vitest";

import { RagstepError } from "#ragstep";

import KnowledgeFeedback from "../../../steps/feedback/KnowledgeFeedback.ts";
import { feedbackWorld, signedIn, submission } from "../support/feedback.ts";
import { brokenStore } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const citations = [{ title: "Aliquote", source: "DPR 633/1972", document_id: "doc_aliquote" }];

async function take(change: object, options: { state?: object; stores?: object } = {}) {
  const world = await feedbackWorld();
  const run = await project.runStep(KnowledgeFeedback, {
    state: {
      feedback_submission: submission({ kinds: ["knowledge"], rating: 2, ...change }),
      citations,
      ...signedIn("user_demo"),
      ...options.state,
    },
    stores: { ...world.stores, ...options.stores },
  });
  return { run, rows: world.rows("knowledge_feedback") };
}

describe("KnowledgeFeedback", () => {
  it("notes how good a cited document is", async () => {
    const { run, rows } = await take({ knowledge_item_id: "doc_aliquote" });
    expect(rows).toMatchObject([{ knowledge_item_id: "doc_aliquote", rating: 2, user_id: "user_demo" }]);
    expect(run.patch).toMatchObject({ knowledge_feedback: { knowledge_item_id: "doc_aliquote" } });
    expect(run.attrs).toMatchObject({
      knowledge_feedback_submitted: true,
      submission_status: "submitted",
      feedback_priority: "normal",
    });
  });

  it("looks at an expert's note first", async () => {
    const kinds = ["knowledge", "expert"] as const;
    const { run } = await take({ knowledge_item_id: "doc_aliquote", kinds });
    expect(run.attrs).toMatchObject({ expert_feedback_detected: true, feedback_priority: "high" });
  });

  it.each([
    ["missing_knowledge_item", null, {}],
    ["invalid_knowledge_item", "doc_imu", {}],
    ["invalid_knowledge_item", "doc_aliquote", { citations: [] }],
  ])("notes nothing: %s", async (submission_status, knowledge_item_id, state) => {
    const { run, rows } = await take({ knowledge_item_id }, { state });
    expect(rows).toEqual([]);
    expect(run.patch).toEqual({ knowledge_feedback: null });
    expect(run.attrs).toMatchObject({ knowledge_feedback_submitted: false, submission_status });
  });

  it("notes nothing of feedback that was not understood", async () => {
    const { run } = await take({}, { state: { feedback_submission: null } });
    expect(run.attrs).toMatchObject({ submission_status: "invalid_feedback" });
  });

  it("goes on without the note when the store cannot be written", async () => {
    const busy = new RagstepError("database-busy", "busy");
    const stores = { FeedbackDB: brokenStore(busy) };
    const { run } = await take({ knowledge_item_id: "doc_aliquote" }, { stores });
    expect(run.patch).toEqual({ knowledge_feedback: null });
    expect(run.attrs).toMatchObject({ submission_status: "database-busy" });
  });
});
