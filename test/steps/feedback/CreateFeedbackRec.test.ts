import { describe, expect, it } from "vitest";

import CreateFeedbackRec from "../../../steps/feedback/CreateFeedbackRec.ts";
import { collected, feedbackWorld, record, trusted } from "../support/feedback.ts";
import { project } from "../support/project.ts";

type World = Awaited<ReturnType<typeof feedbackWorld>>;

const create = (world: World, state: object = {}) =>
  project.runStep(CreateFeedbackRec, {
    state: {
      collected_feedback: collected(),
      expert_validation: trusted,
      query_signature: "signature_1",
      ...state,
    },
    stores: world.stores,
    clock: world.clock,
  });

describe("CreateFeedbackRec", () => {
  it("stores what the expert says, with who says it and when", async () => {
    const world = await feedbackWorld();
    const run = await create(world);
    expect(run.patch["expert_feedback"]).toMatchObject({
      ...record({ confidence: 0.9 }),
      run_id: expect.stringMatching(/^run_/u),
    });
    expect(world.rows("expert_feedback")).toMatchObject([
      { expert_id: "expert-verdi", verdict: "wrong", query_signature: "signature_1" },
    ]);
    expect(run.patch["feedback_created"]).toBe(true);
    expect(run.attrs).toMatchObject({ feedback_record_created: true, expert_trust_score: 0.984 });
  });

  it("stores a record of a run whose question has no signature", async () => {
    const world = await feedbackWorld();
    await project.runStep(CreateFeedbackRec, {
      state: { collected_feedback: collected(), expert_validation: trusted },
      stores: world.stores,
    });
    expect(world.rows("expert_feedback")).toMatchObject([{ query_signature: null }]);
  });

  it.each([
    ["no feedback", { collected_feedback: null }],
    ["no expert", { expert_validation: { ...trusted, expert_id: null } }],
    ["no score", { expert_validation: { ...trusted, trust_score: null } }],
  ])("stores nothing where there is %s", async (_, state) => {
    const world = await feedbackWorld();
    const run = await create(world, state);
    expect(run.error).toMatchObject({ code: "feedback-not-validated" });
    expect(world.rows("expert_feedback")).toEqual([]);
  });
});
