import { describe, expect, it } from "vitest";

import { candidateFromRule } from "#rag/curation/make-candidate.ts";
import { createKeptRuns } from "#rag/feedback/kept-runs.ts";

import { feedbackDoors } from "../../steps/feedback-doors.ts";
import { summarize } from "../../steps/summary.ts";
import { candidate, feedbackWorld } from "./support/feedback.ts";
import { aliquote } from "./support/golden-entries.ts";

async function open(settings: object = {}) {
  const world = await feedbackWorld({ golden: [aliquote] }, settings);
  const warnings: string[] = [];
  const golden = world.stores.GoldenSetDB;
  const doors = feedbackDoors({
    services: world.services,
    keptRuns: createKeptRuns(world.db),
    desk: world.desk,
    golden: golden.read,
    warn: (message) => warnings.push(message),
  });
  return { ...world, ...doors, golden, warnings };
}

const state = { session_data: { id: "s", user_id: "user_demo" }, user_query: "Chi firma?", messages: [] };
const ended = { run_id: "run_1", status: "completed", entry: "Start", state } as const;

describe("a run that has ended", () => {
  it("can be given feedback by the one who asked, or in another's name", async () => {
    const { runEnded, feedbackOn } = await open();
    await runEnded(ended);
    const feedback = { verdict: "correct" };
    expect(await feedbackOn("run_1", feedback, null)).toEqual({
      entry: "FeedbackUI",
      run_id: "run_1",
      input: {
        session_data: { id: "s", user_id: "user_demo" },
        user_query: "Chi firma?",
        validated_request: { messages: [], attachments: [], stream_options: {}, feedback },
      },
    });
    const { input } = await feedbackOn("run_1", feedback, "user_verdi");
    expect(input["session_data"]).toEqual({ id: null, user_id: "user_verdi" });
  });

  it.each([
    ["failed", { ...ended, status: "failed" as const }, {}],
    ["was asked nothing", { ...ended, state: { ...state, user_query: "" } }, {}],
    ["only took feedback", { ...ended, entry: "FeedbackUI" }, {}],
    ["gives no chance for feedback", ended, { feedback: { enabled: false } }],
  ])("is not kept when it %s", async (_, run, settings) => {
    const { runEnded, rows } = await open(settings);
    await runEnded(run);
    expect(rows("kept_run")).toEqual([]);
  });

  it("costs a warning, not the answer, when the database cannot be written", async () => {
    const { runEnded, db, warnings } = await open();
    db.run("PRAGMA query_only = ON");
    await runEnded(ended);
    expect(warnings).toEqual([expect.stringMatching(/^No feedback can be given on run_1 later: /u)]);
  });
});

describe("the board of candidates", () => {
  const said = { rule: "newer", reason: "", document_ids: ["doc_1"], confidence: 0.8 };
  const obsolete = candidateFromRule(
    { ...said, kind: "obsolete", faq_id: aliquote.id },
    { ...aliquote, version: 1 },
    "2026-03-10",
  );

  it("tells of each what it changes and where it comes from", async () => {
    const { desk, reviews } = await open();
    await desk.submit(obsolete);
    await desk.submit(candidate({}, { ...aliquote, version: 1 }));
    expect(await reviews.list()).toMatchObject([
      {
        title: `version 2 \`${aliquote.id}\`: ${aliquote.question} -> La risposta giusta.`,
        origin: "expert-verdi on run_1",
        quality: 0.992,
      },
      { title: `retire \`${aliquote.id}\``, origin: "rule newer on doc_1", quality: 0.8 },
    ]);
  });

  it.each([
    ["an answer", candidate({}, { ...aliquote, version: 1 })],
    ["an end", obsolete],
  ])("lets nobody approve %s for an entry that has changed since", async (_, waiting) => {
    const { desk, reviews, golden } = await open();
    await desk.submit(waiting);
    await golden.write.publish({ ...aliquote, answer: "Sono cambiate." });
    await expect(reviews.decide(waiting.id, "approved", "anna")).rejects.toMatchObject({
      code: "candidate-stale",
      hint: `ragstep golden reject ${waiting.id}`,
    });
    expect(await reviews.decide(waiting.id, "rejected", "anna")).toMatchObject({ entry: "GoldenApproval" });
  });

  it("lets an approval be carried out again after it was cut off", async () => {
    const { desk, reviews, golden } = await open();
    const waiting = candidate({}, { ...aliquote, version: 1 });
    await desk.submit(waiting);
    await reviews.decide(waiting.id, "approved", "anna");
    await golden.write.publish({ ...aliquote, answer: "La risposta giusta." });
    expect(await reviews.decide(waiting.id, "approved", "anna")).toEqual({
      entry: "GoldenApproval",
      input: { golden_candidates: [waiting] },
    });
  });
});

describe("the line about what a run has come to", () => {
  it.each([
    [{}, "no answer"],
    [{ feedback_reason: "feedback_ui_not_displayed" }, "no feedback taken: feedback_ui_not_displayed"],
    [{ feedback_rejection: { reason: "processing_error", message: "Again." } }, "feedback rejected: Again."],
    [{ feedback_action: "feedback_logged" }, "feedback_logged"],
    [
      {
        golden_decisions: [{ candidate_id: "cand_1", approval: { kind: "approved", reason: "person" } }],
        published_golden: [{ faq_id: "faq_1", operation: "retired", version: null, questions: [] }],
      },
      "cand_1 approved (person), retired faq_1",
    ],
  ])("of %j is %j", (came, line) => {
    expect(summarize(came)).toBe(line);
  });
});
