import { describe, expect, it } from "vitest";

import type { GoldenCandidate } from "#rag/curation/types.ts";

import GoldenApproval from "../../../steps/curation/GoldenApproval.ts";
import { candidate, feedbackWorld } from "../support/feedback.ts";
import { project } from "../support/project.ts";

type World = Awaited<ReturnType<typeof feedbackWorld>>;

const decide = (world: World, ...golden_candidates: readonly GoldenCandidate[]) =>
  project.runStep(GoldenApproval, { state: { golden_candidates }, services: world.services });

describe("GoldenApproval", () => {
  it.each([
    [1, "Auto or approved", "PublishGolden", "quality"],
    [0.8, "Needs review", "FeedbackEnd", "between_thresholds"],
    [0.5, "Rejected", "FeedbackEnd", "low_quality"],
  ])("of an expert who is %d sure is %s", async (confidence, outcome, next, reason) => {
    const world = await feedbackWorld();
    const run = await decide(world, candidate({ confidence }));
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ approval_reason: reason, trust_score: 0.984, threshold: 0.95 });
  });

  it("lays what it cannot decide before a person, once", async () => {
    const world = await feedbackWorld();
    const waiting = candidate({ confidence: 0.8 });
    await decide(world, waiting);
    await decide(world, waiting);
    expect(world.desk.list()).toMatchObject([{ candidate: waiting, status: "pending" }]);
  });

  it.each([
    ["approved", "Auto or approved"],
    ["rejected", "Rejected"],
  ] as const)("does as a person has decided: %s", async (verdict, outcome) => {
    const world = await feedbackWorld();
    const waiting = candidate({ confidence: 0.8 });
    await decide(world, waiting);
    world.desk.decide(waiting.id, verdict, "anna");
    const run = await decide(world, waiting);
    expect(run.outcome).toBe(outcome);
    expect(run.attrs).toMatchObject({ approval_decision: verdict, approval_reason: "person" });
  });

  it("goes every way at once with candidates of every kind", async () => {
    const world = await feedbackWorld();
    const run = await decide(
      world,
      candidate({ confidence: 1 }),
      candidate({ confidence: 0.8, feedback_id: "fb_2" }),
      candidate({ confidence: 0.1, feedback_id: "fb_3" }),
    );
    expect(run.outcome).toEqual(["Auto or approved", "Rejected", "Needs review"]);
    expect(run.attrs).toMatchObject({ approved_count: 1, review_count: 1, rejected_count: 1 });
  });

  it("rejects where there is nothing to decide on", async () => {
    const run = await decide(await feedbackWorld());
    expect(run.outcome).toBe("Rejected");
    expect(run.attrs).toMatchObject({ approval_decision: null, approval_reason: "no_candidate" });
  });
});
