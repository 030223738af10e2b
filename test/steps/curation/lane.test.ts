import { describe, expect, it } from "vitest";

import { findMatch } from "#rag/golden/find-match.ts";

import { expectPath } from "../../../src/testing/vitest.ts";
import { candidate, collected, feedbackWorld, record } from "../support/feedback.ts";
import { aliquote } from "../support/golden-entries.ts";
import { signatureOf } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const question = "Chi firma il bilancio?";

async function propose(change: object, golden = [aliquote]) {
  const world = await feedbackWorld({ golden });
  const run = await project.runLane("curation", {
    from: "GoldenCandidate",
    state: {
      user_query: question,
      query_signature: signatureOf(question),
      expert_feedback: record(change),
      collected_feedback: collected(change),
    },
    stores: world.stores,
    services: world.services,
    clock: world.clock,
  });
  const { match } = await findMatch(world.stores.GoldenSetDB.read, signatureOf(question), question);
  return { run, world, match };
}

describe("the curation lane", () => {
  it("publishes the answer of an expert who is sure: the question has it from then on", async () => {
    const { run, match } = await propose({ confidence: 1 });
    expectPath(run, ["GoldenCandidate", "GoldenApproval", "PublishGolden", "InvalidateFAQCache"]);
    expect(run.exits).toEqual(["FeedbackEnd"]);
    expect(match).toMatchObject({ answer: "La risposta giusta.", match_type: "signature", version: 1 });
  });

  it("lets a person decide where the quality does not, then publishes", async () => {
    const { run, world } = await propose({ confidence: 0.8 });
    expectPath(run, ["GoldenCandidate", "GoldenApproval"]);
    expect(run.exits).toEqual(["FeedbackEnd"]);
    const [review] = world.desk.list();
    const golden_candidates = [world.desk.decide(review?.candidate.id ?? "", "approved", "anna")];
    const approved = await project.runLane("curation", {
      from: "GoldenApproval",
      state: { golden_candidates },
      stores: world.stores,
      services: world.services,
    });
    expectPath(approved, ["GoldenApproval", "PublishGolden", "InvalidateFAQCache"]);
    const { match } = await findMatch(world.stores.GoldenSetDB.read, signatureOf(question), question);
    expect(match?.answer).toBe("La risposta giusta.");
  });

  it("publishes nothing that is not good enough", async () => {
    const { run, match } = await propose({ confidence: 0.2 });
    expectPath(run, ["GoldenCandidate", "GoldenApproval"]);
    expect(run.state["golden_decisions"]).toMatchObject([{ approval: { reason: "low_quality" } }]);
    expect(match?.match_type).not.toBe("signature");
  });

  it("comes to its end from the rules on new knowledge, whatever they propose", async () => {
    const world = await feedbackWorld({ golden: [aliquote] });
    const said = { rule: "newer", reason: "", document_ids: ["d"], confidence: 1 };
    const run = await project.runLane("curation", {
      from: "GoldenCandidate",
      state: { golden_proposals: [{ ...said, kind: "obsolete", faq_id: aliquote.id }] },
      stores: world.stores,
      services: world.services,
    });
    expectPath(run, ["GoldenCandidate", "GoldenApproval"]);
    expect(world.desk.list()).toMatchObject([{ status: "pending", candidate: { kind: "obsolete" } }]);
  });

  it("publishes what waits beside what is approved, when both come at once", async () => {
    const world = await feedbackWorld();
    const sure = candidate({ confidence: 1 });
    const run = await project.runLane("curation", {
      from: "GoldenApproval",
      state: { golden_candidates: [sure, candidate({ confidence: 0.8, feedback_id: "fb_2" })] },
      stores: world.stores,
      services: world.services,
    });
    expectPath(run, ["GoldenApproval", "PublishGolden", "InvalidateFAQCache"]);
    expect(run.exits).toEqual(["FeedbackEnd"]);
    expect(run.state["published_golden"]).toHaveLength(1);
  });
});
