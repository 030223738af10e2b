import { describe, expect, it } from "vitest";

import { RagstepError } from "#ragstep";

import ValidateExpert from "../../../steps/feedback/ValidateExpert.ts";
import { collected, feedbackWorld, signedIn } from "../support/feedback.ts";
import { brokenStore } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

async function validate(user_id: string | null, options: { feedback?: object | null; stores?: object } = {}) {
  const world = await feedbackWorld();
  const { feedback = collected() } = options;
  return project.runStep(ValidateExpert, {
    state: { collected_feedback: feedback, ...signedIn(user_id) },
    stores: { ...world.stores, ...options.stores },
    services: world.services,
    clock: world.clock,
  });
}

describe("ValidateExpert", () => {
  it.each([
    ["user_verdi", "expert-verdi", 0.984, true],
    ["user_bruni", "expert-bruni", 0.8933, true],
    ["user_neri", "expert-neri", 0.5, false],
    ["user_gialli", "expert-gialli", 0.5733, false],
  ])("knows the expert of %s and how far to trust him", async (user, expert_id, trust_score, meets) => {
    const run = await validate(user);
    expect(run.patch["expert_validation"]).toMatchObject({ expert_id, trust_score, problem: null });
    expect(run.attrs).toMatchObject({ meets_trust_threshold: meets, validation_status: "validated" });
  });

  it.each([
    ["unknown_expert", "user_demo", undefined],
    ["not_signed_in", null, undefined],
    ["other_experts_name", "user_neri", collected({ claimed_expert_id: "expert-verdi" })],
    ["invalid_feedback", "user_verdi", null],
  ])("trusts nobody: %s", async (problem, user, feedback) => {
    const run = await validate(user, feedback === undefined ? {} : { feedback });
    expect(run.patch["expert_validation"]).toMatchObject({ problem, trust_score: null, expert_id: null });
    expect(run.attrs).toMatchObject({ validation_status: problem, meets_trust_threshold: false });
  });

  it("does not believe what the feedback says of its own certainty", async () => {
    const sure = await validate("user_neri", { feedback: collected({ confidence: 1 }) });
    const unsure = await validate("user_neri", { feedback: collected({ confidence: 0 }) });
    expect(sure.patch).toEqual(unsure.patch);
  });

  it("trusts nobody whom it cannot look up", async () => {
    const busy = new RagstepError("database-busy", "busy");
    const run = await validate("user_verdi", { stores: { FeedbackDB: brokenStore(busy) } });
    expect(run.status).toBe("completed");
    expect(run.patch["expert_validation"]).toMatchObject({ problem: "lookup_failed" });
  });
});
