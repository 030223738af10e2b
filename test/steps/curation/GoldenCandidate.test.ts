import { describe, expect, it } from "vitest";
import { z } from "zod";

import { goldenCandidate } from "#rag/curation/candidate-schema.ts";

import GoldenCandidate from "../../../steps/curation/GoldenCandidate.ts";
import { collected, feedbackWorld, record } from "../support/feedback.ts";
import { aliquote } from "../support/golden-entries.ts";
import { signatureOf } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

async function make(state: Readonly<Record<string, unknown>>) {
  const world = await feedbackWorld({ golden: [aliquote] });
  const run = await project.runStep(GoldenCandidate, {
    state,
    stores: world.stores,
    services: world.services,
    clock: world.clock,
  });
  const [candidate] = z.array(goldenCandidate).parse(run.patch["golden_candidates"]);
  return { run, candidate, entry: candidate?.kind === "answer" ? candidate.entry : undefined };
}

const asked = (question: string) => ({ user_query: question, query_signature: signatureOf(question) });
const heard = (change: object = {}) => ({
  expert_feedback: record(change),
  collected_feedback: collected(change),
});

describe("GoldenCandidate", () => {
  it("makes a new entry of an answer to a question that has none", async () => {
    const classification = {
      domain: "tax",
      action: "information_request",
      confidence: 0.9,
      source: "rules",
      reasoning: "",
    };
    const { run, candidate } = await make({ ...asked("Chi firma il bilancio?"), ...heard(), classification });
    expect(candidate).toMatchObject({
      kind: "answer",
      replaces_version: null,
      entry: { question: "Chi firma il bilancio?", answer: "La risposta giusta.", category: "tax" },
      provenance: { kind: "expert_feedback", feedback_id: "fb_1" },
      problems: [],
    });
    expect(run.attrs).toMatchObject({
      candidate_id: candidate?.id,
      candidates_count: 1,
      quality_score: 0.992,
      expert_confidence: 1,
      category: "tax",
    });
  });

  it("makes the next version of the entry that answers the question", async () => {
    const { candidate } = await make({ ...asked("quali aliquote iva esistono in italia"), ...heard() });
    expect(candidate).toMatchObject({
      replaces_version: 1,
      entry: { id: aliquote.id, category: "iva", tags: aliquote.tags, citations: aliquote.citations },
    });
  });

  it("changes the entry that the feedback names, and takes no other question for a way to ask it", async () => {
    const state = { ...asked("Chi firma il bilancio?"), ...heard({ faq_id: aliquote.id }) };
    const { entry } = await make(state);
    expect(entry).toMatchObject({ id: aliquote.id, phrasings: aliquote.phrasings });
  });

  it("finds an entry by likeness where the run has no signature", async () => {
    const { entry } = await make({ user_query: "Quali sono le aliquote IVA?", ...heard() });
    expect(entry?.id).toBe(aliquote.id);
  });

  it.each([
    ["wrong", []],
    ["incomplete", ["Bilancio"]],
  ])("cites of an answer that is %s: %j", async (verdict, titles) => {
    const citations = [{ title: "Bilancio", source: "Codice civile", document_id: "bilancio" }];
    const state = { ...asked("Chi firma il bilancio?"), ...heard({ verdict }), citations };
    const { entry } = await make(state);
    expect(entry?.citations.map(({ title }) => title)).toEqual(titles);
    const own = [{ title: "Statuto", source: "Art. 4" }];
    const { entry: better } = await make({
      ...state,
      collected_feedback: collected({ citations: own }),
    });
    expect(better?.citations).toEqual(own);
  });

  it("lets nobody's personal data become everybody's question", async () => {
    const { run, candidate } = await make({
      user_query: "Che cosa deve mario.rossi@example.it?",
      ...heard(),
    });
    expect(candidate?.problems).toEqual(["personal_data"]);
    expect(JSON.stringify(candidate) + run.line).not.toContain("mario.rossi");
  });

  it("sees that the answer is golden already", async () => {
    const { candidate } = await make({
      ...asked("Quali sono le aliquote IVA?"),
      ...heard({ answer: aliquote.answer }),
    });
    expect(candidate?.problems).toEqual(["already_golden"]);
  });

  it("makes candidates of what the rules on new knowledge propose, without any feedback", async () => {
    const said = { rule: "newer", reason: "cambiata", document_ids: ["doc_1"], confidence: 0.8 };
    const { run, candidate } = await make({
      golden_proposals: [
        { ...said, kind: "obsolete", faq_id: aliquote.id },
        {
          ...said,
          kind: "answer",
          question: "Che cosa cambia?",
          answer: "Tutto.",
          citations: [],
          category: "iva",
          tags: ["iva"],
        },
      ],
    });
    expect(candidate).toMatchObject({
      kind: "obsolete",
      faq_id: aliquote.id,
      replaces_version: 1,
      proposed_at: "2026-03-10T00:00:00.000Z",
      provenance: { kind: "ingestion_rule", rule: "newer" },
    });
    expect(run.attrs).toMatchObject({ candidates_count: 2, expert_confidence: null });
  });

  it.each([
    ["nothing was proposed", {}],
    ["the rules found nothing", { golden_proposals: [] }],
    ["the feedback has no answer", heard({ answer: null })],
  ])("makes none where %s", async (_, state) => {
    const { run } = await make(state);
    expect(run.patch).toEqual({ golden_candidates: [] });
    expect(run.attrs).toMatchObject({ candidate_id: null, candidates_count: 0 });
  });
});
