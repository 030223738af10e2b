import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createReviewDesk } from "../../../src/rag/curation/review-desk.ts";
import { readExpert, seedExperts } from "../../../src/rag/feedback/expert-rows.ts";
import { createFeedbackStore } from "../../../src/rag/feedback/feedback-store.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { candidate, record } from "../../steps/support/feedback.ts";
import { temporaryPath } from "../storage/temporary.ts";

const sample = path.resolve(import.meta.dirname, "../../../data/experts.yml");
const row = z.record(z.string(), z.unknown());

function open(experts = sample) {
  const db = openDatabase({ path: ":memory:", clock: createFakeClock() });
  onTestFinished(() => db.close());
  seedExperts(db, experts);
  return { db, ...createFeedbackStore(db), rows: (table: string) => db.all(row, `SELECT * FROM ${table}`) };
}

describe("what is put in twice", () => {
  test("is one record for a run and an expert, the first one", async () => {
    const { write, rows } = open();
    expect(await write.putRecord(record())).toBe(true);
    expect(await write.putRecord(record())).toBe(false);
    expect(await write.putRecord(record({ feedback_id: "fb_other", verdict: "correct" }))).toBe(false);
    expect(rows("expert_feedback")).toMatchObject([{ feedback_id: "fb_1", verdict: "wrong" }]);
  });

  test("is one note on a golden answer, and one on a passage", async () => {
    const { write, rows } = open();
    const note = { run_id: "run_1", user_id: "u", comment: null, at: "2026-01-01T00:00:00Z" };
    const faq = { ...note, feedback_id: "fb_2", faq_id: null, was_helpful: false };
    const passage = { ...note, feedback_id: "fb_3", knowledge_item_id: "iva#1", rating: 4 };
    expect([await write.putFaq(faq), await write.putFaq(faq)]).toEqual([true, false]);
    expect([await write.putKnowledge(passage), await write.putKnowledge(passage)]).toEqual([true, false]);
    expect(rows("faq_feedback")).toMatchObject([{ was_helpful: 0, faq_id: null }]);
    expect(rows("knowledge_feedback")).toMatchObject([{ rating: 4 }]);
  });
});

describe("an expert's metrics", () => {
  test("are the mean of all feedback, and do not change when they are computed again", async () => {
    const { write, rows } = open();
    await write.putRecord(record());
    await write.putRecord(record({ run_id: "run_2", feedback_id: "fb_2", answer: null }));
    const metrics = await write.updateMetrics("expert-verdi");
    expect(metrics).toEqual({
      feedback_count: 2,
      correction_quality: 0.65,
      accuracy_rate: 0.96,
      trust_score: 0.984,
    });
    expect(await write.updateMetrics("expert-verdi")).toEqual(metrics);
    expect(rows("expert_metrics")).toHaveLength(1);
  });

  test("follow what people decide, not what the expert sends", async () => {
    const { db, read, write } = open();
    const desk = createReviewDesk(db);
    const before = await write.updateMetrics("expert-bruni");
    const proposal = candidate({ expert_id: "expert-bruni" });
    await desk.submit(proposal);
    expect((await write.updateMetrics("expert-bruni"))?.accuracy_rate).toBe(before?.accuracy_rate);
    desk.decide(proposal.id, "rejected", "anna");
    expect(await read.expertOf("user_bruni")).toMatchObject({ judged: 11, accepted: 8 });
    expect((await write.updateMetrics("expert-bruni"))?.trust_score).toBeLessThan(before?.trust_score ?? 0);
  });

  test("are none for an expert who is not there", async () => {
    const { read, write } = open();
    expect(await write.updateMetrics("expert-nobody")).toBeNull();
    expect(await read.expertOf("user_demo")).toBeNull();
  });
});

test("records about a question are counted by its signature", async () => {
  const { read, write } = open();
  await write.putRecord(record());
  await write.putRecord(record({ run_id: "run_2", feedback_id: "fb_2" }));
  await write.putRecord(record({ run_id: "run_3", feedback_id: "fb_3", query_signature: null }));
  expect(await read.recordsAbout("signature_1")).toBe(2);
  expect(await read.recordsAbout("signature_2")).toBe(0);
});

describe("the file of experts", () => {
  test("takes out who is not in it any more, and may be missing", () => {
    const { db } = open();
    const file = temporaryPath("experts.yml");
    writeFileSync(file, "- { id: e, user_id: u, registration: null, years_experience: 1 }\n");
    seedExperts(db, file);
    expect(readExpert(db, { id: "e" })).toMatchObject({ judged: 0, registration: null });
    expect(readExpert(db, { id: "expert-verdi" })).toBeNull();
    seedExperts(db, `${file}.not-there`);
    expect(readExpert(db, { id: "e" })).toBeNull();
  });

  test.each([
    [
      "more accepted than judged",
      "- { id: e, user_id: u, registration: null, years_experience: 1, accepted: 1 }",
    ],
    ["an unknown field", "- { id: e, user_id: u, registration: null, years_experience: 1, age: 3 }"],
    ["no list", "experts: 3"],
    ["no YAML", "- {"],
  ])("with %s is refused, and who was there stays", (_, text) => {
    const { db } = open();
    const file = temporaryPath("experts.yml");
    writeFileSync(file, text);
    expect(() => seedExperts(db, file)).toThrow(/does not hold a list of experts/u);
    expect(readExpert(db, { id: "expert-verdi" })).not.toBeNull();
  });
});
