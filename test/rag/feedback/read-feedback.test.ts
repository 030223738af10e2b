import { describe, expect, test } from "vitest";
import { readFeedback } from "../../../src/rag/feedback/read-feedback.ts";
import { createPiiService } from "../../../src/rag/pii/create-pii-service.ts";

const read = (feedback: unknown) => readFeedback(feedback, createPiiService());

describe("the kinds of feedback", () => {
  test.each([
    [{ type: "faq" }, ["faq"]],
    [{ type: ["knowledge", "faq", "faq"] }, ["knowledge", "faq"]],
    [{ was_helpful: false }, ["faq"]],
    [{ rating: 3 }, ["knowledge"]],
    [{ verdict: "correct" }, ["expert"]],
    [{ faq_id: "f", knowledge_item_id: "k", answer: "Sì." }, ["faq", "knowledge", "expert"]],
  ])("of %j are %j", (feedback, kinds) => {
    expect(read(feedback).submission?.kinds).toEqual(kinds);
  });
});

test("a verdict tells whether the answer helped, unless the feedback says so itself", () => {
  expect(read({ verdict: "correct" }).submission?.was_helpful).toBe(true);
  expect(read({ verdict: "incomplete" }).submission?.was_helpful).toBe(false);
  expect(read({ verdict: "wrong", was_helpful: true }).submission?.was_helpful).toBe(true);
  expect(read({ type: "faq" }).submission?.was_helpful).toBeNull();
});

test("personal data in the texts is replaced for good, and blank texts are none", () => {
  const { submission } = read({ answer: "Scrivere a mario.rossi@example.it.", comment: "   " });
  expect(submission?.answer).toBe("Scrivere a [EMAIL_1].");
  expect(submission?.comment).toBeNull();
});

describe("feedback that is not understood", () => {
  test.each([
    ["an unknown field", { veredict: "wrong" }, "feedback: unrecognized_keys"],
    ["an unknown verdict", { verdict: "bad" }, "verdict: invalid_value"],
    ["an unknown kind", { type: "praise" }, "type: invalid_union"],
    ["no kind at all", { type: [] }, "type: too_small"],
    ["a rating of nine", { rating: 9 }, "rating: too_big"],
    ["a confidence above one", { confidence: 1.1 }, "confidence: too_big"],
    ["an endless answer", { answer: "x".repeat(8001) }, "answer: too_big"],
    ["no object", "wrong", "feedback: invalid_type"],
  ])("%s", (_, feedback, problem) => {
    expect(read(feedback)).toEqual({ submission: null, problems: [problem] });
  });

  test("says nothing of what was written", () => {
    expect(JSON.stringify(read({ verdict: "mario.rossi@example.it" }))).not.toContain("mario");
  });
});
