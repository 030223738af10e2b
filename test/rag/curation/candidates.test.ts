import { describe, expect, test } from "vitest";
import { approve } from "../../../src/rag/curation/approve.ts";
import { goldenCandidate } from "../../../src/rag/curation/candidate-schema.ts";
import { cutText } from "../../../src/rag/curation/cut-text.ts";
import { candidateFromRule } from "../../../src/rag/curation/make-candidate.ts";
import { tagsOf } from "../../../src/rag/curation/tags-of.ts";
import type { GoldenEntry } from "../../../src/rag/golden/types.ts";
import { candidate } from "../../steps/support/feedback.ts";
import { aliquote } from "../../steps/support/golden-entries.ts";

const current: GoldenEntry = { ...aliquote, version: 3 };
const thresholds = { auto_approve: 0.95, review_from: 0.85 };
const said = { rule: "newer-knowledge", reason: "cambiata", document_ids: ["b", "a"], confidence: 0.9 };
const obsolete = { ...said, kind: "obsolete" as const, faq_id: current.id };
const at = "2026-03-10T00:00:00Z";

describe("a candidate of an expert's feedback", () => {
  test("says where it comes from and how good it is", () => {
    expect(candidate({ confidence: 0.9 })).toMatchObject({
      kind: "answer",
      provenance: { kind: "expert_feedback", run_id: "run_1", expert_id: "expert-verdi", confidence: 0.9 },
      quality_score: 0.942,
      priority_score: 88.56,
      problems: [],
      replaces_version: null,
      proposed_at: "2026-03-10T00:00:00.000Z",
    });
  });

  test("has one id for one piece of feedback, and its entry one id for one question", () => {
    const [one, other] = [candidate(), candidate({ feedback_id: "fb_2" })];
    expect(candidate()).toEqual(one);
    expect(other.id).not.toBe(one.id);
    const entryOf = (made: typeof one) => (made.kind === "answer" ? made.entry.id : null);
    expect(entryOf(other)).toBe(entryOf(one));
    expect(entryOf(candidate({}, null, "Chi  FIRMA il bilancio? "))).toBe(entryOf(one));
  });

  test("keeps what an entry had: its ways to ask, its sources, its field", () => {
    expect(candidate({}, current, "Che aliquote ci sono?")).toMatchObject({
      replaces_version: 3,
      entry: {
        id: current.id,
        question: current.question,
        phrasings: [...current.phrasings, "Che aliquote ci sono?"],
        answer: "La risposta giusta.",
        citations: current.citations,
        category: "iva",
      },
    });
    expect(candidate({}, current, "quali sono le ALIQUOTE iva?")).toMatchObject({
      entry: { phrasings: current.phrasings },
    });
  });

  test.each([
    ["already_golden", candidate({ answer: `  ${aliquote.answer.toUpperCase()}` }, current)],
    ["personal_data", candidate({ answer: "Lo dice [NOME_1]." })],
    ["personal_data", candidate({}, null, "Che cosa deve [CF_2]?")],
    ["no_question", candidate({}, null, "")],
  ])("can never be published with the problem %s", (problem, made) => {
    expect(made.problems).toEqual([problem]);
    expect(approve(made, "approved", thresholds)).toEqual({ kind: "rejected", reason: problem });
    expect(goldenCandidate.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });
});

describe("a candidate of a rule", () => {
  test("is the same whatever the order of its documents, and another for another version", () => {
    const made = candidateFromRule(obsolete, current, at);
    const reversed = { ...obsolete, document_ids: ["a", "b"] };
    expect(candidateFromRule(reversed, current, "2027-01-01T00:00:00Z").id).toBe(made.id);
    expect(candidateFromRule(obsolete, { ...current, version: 4 }, at).id).not.toBe(made.id);
    expect(made).toMatchObject({ kind: "obsolete", faq_id: current.id, replaces_version: 3, problems: [] });
  });

  test("waits for a person however sure the rule is", () => {
    const made = candidateFromRule({ ...obsolete, confidence: 1 }, current, at);
    expect(approve(made, null, thresholds)).toEqual({ kind: "needs_review", reason: "no_expert" });
  });

  test("about an entry that is not there has a problem", () => {
    expect(candidateFromRule(obsolete, null, at).problems).toEqual(["unknown_entry"]);
  });
});

describe("approval", () => {
  test.each([
    [1, null, "approved", "quality"],
    [0.916, null, "approved", "quality"],
    [0.915, null, "needs_review", "between_thresholds"],
    [0.716, null, "needs_review", "between_thresholds"],
    [0.715, null, "rejected", "low_quality"],
    [0.1, "approved", "approved", "person"],
    [1, "rejected", "rejected", "person"],
  ] as const)(
    "of an expert who is %d sure, with the verdict %s, is %s by %s",
    (confidence, verdict, kind, reason) => {
      expect(approve(candidate({ confidence }), verdict, thresholds)).toEqual({ kind, reason });
    },
  );
});

test("a new answer bears the tags of what it cites, else of the best passage", () => {
  const hits = [
    { document_id: "a", tags: ["iva", "fisco"] },
    { document_id: "b", tags: ["imu"] },
    { document_id: "b", tags: ["imu", "casa"] },
  ];
  expect(tagsOf(hits, [{ title: "B", source: "Legge", document_id: "b" }])).toEqual(["imu", "casa"]);
  expect(tagsOf(hits, [])).toEqual(["iva", "fisco"]);
  expect(tagsOf([], [])).toEqual([]);
});

test("a text is cut to one line", () => {
  expect(cutText("uno\n due  tre", 20)).toBe("uno due tre");
  expect(cutText("uno due tre", 8)).toBe("uno due…");
});
