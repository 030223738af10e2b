import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createContextService } from "../../../src/rag/context/create-context-service.ts";
import { estimateTokens } from "../../../src/rag/context/token-estimate.ts";
import type { GoldenMatch } from "../../../src/rag/golden/types.ts";
import type { KnowledgeHit } from "../../../src/rag/retrieval/types.ts";

const service = createContextService();

function hit(id: string, text: string, score = 0.8): KnowledgeHit {
  return {
    id,
    document_id: `doc-${id}`,
    title: `Titolo ${id}`,
    text,
    source: "DPR 633/1972",
    tags: [],
    updated_at: "2026-01-15T00:00:00Z",
    quality: 1,
    authority: 1,
    score,
    parts: { bm25: score, vector: score, recency: 1, quality: 1, authority: 1 },
  };
}

const golden: GoldenMatch = {
  faq_id: "g1",
  question: "q",
  answer: "Il 22%.",
  citations: [],
  category: "tax",
  tags: [],
  updated_at: "2025-12-01",
  version: 1,
  match_type: "semantic",
  similarity_score: 0.93,
};

describe("build", () => {
  it("puts facts, document facts, golden answer and numbered passages in this order", () => {
    const built = service.build({
      facts: [{ kind: "percentage", text: "22 per cento", start: 0, end: 12, value: "22%" }],
      document_facts: ["totale: 122.00 EUR"],
      golden,
      hits: [hit("a", "L'aliquota ordinaria è del 22%."), hit("b", "Le ridotte sono 4, 5 e 10%.")],
    });
    expect(built.text).toBe(
      [
        "Dati della domanda:\n- percentuale: 22%",
        "Dati dei documenti allegati:\n- totale: 122.00 EUR",
        "Risposta già verificata (al 2025-12-01), da aggiornare se le fonti sono più recenti:\nIl 22%.",
        "[1] Titolo a (DPR 633/1972, aggiornato al 2026-01-15)\nL'aliquota ordinaria è del 22%.",
        "[2] Titolo b (DPR 633/1972, aggiornato al 2026-01-15)\nLe ridotte sono 4, 5 e 10%.",
      ].join("\n\n"),
    );
    expect(built.used).toEqual(["a", "b"]);
    expect(built.citations.map(({ marker, id }) => `${marker} ${id}`)).toEqual(["[1] a", "[2] b"]);
    expect(built.distribution).toEqual({ facts: 1, kb_docs: 2, golden: 1, document_facts: 1 });
    expect(built.token_count).toBe(estimateTokens(built.text));
    expect(built.quality).toBe(0.93);
  });

  it("is empty and worth nothing without anything to say", () => {
    expect(service.build({ facts: [], hits: [] })).toEqual({
      text: "",
      token_count: 0,
      used: [],
      citations: [],
      quality: 0,
      distribution: { facts: 0, kb_docs: 0, golden: 0, document_facts: 0 },
    });
  });

  it("cuts a passage that is too long at the end of a sentence", () => {
    const sentence = "Il contribuente versa l'imposta ai sensi dell'art. 10 entro il giorno 16 del mese. ";
    const built = service.build({ facts: [], hits: [hit("a", sentence.repeat(20))], max_tokens: 120 });
    expect(built.text.endsWith("entro il giorno 16 del mese. […]")).toBe(true);
    expect(built.used).toEqual(["a"]);
  });

  it("passes over what does not fit and takes a shorter passage further down", () => {
    const built = service.build({
      facts: [],
      hits: [hit("long", "parola ".repeat(500)), hit("short", "Breve.")],
      max_tokens: 60,
    });
    expect(built.used).toEqual(["short"]);
    expect(built.text).toContain("[1] Titolo short");
  });

  it("takes a passage once", () => {
    expect(service.build({ facts: [], hits: [hit("a", "Uno."), hit("a", "Uno.")] }).used).toEqual(["a"]);
  });

  it("keeps the budget, numbers passages without gaps and stays within bounds for any input", () => {
    const anyHit = fc.record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      text: fc.lorem({ maxCount: 80 }),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(anyHit, { maxLength: 12 }),
        fc.integer({ min: 0, max: 400 }),
        (hits, max_tokens) => {
          const built = service.build({
            facts: [],
            hits: hits.map(({ id, text, score }) => hit(id, text, score)),
            max_tokens,
          });
          expect(built.token_count).toBeLessThanOrEqual(max_tokens);
          expect(built.citations.map(({ marker }) => marker)).toEqual(
            built.used.map((_, at) => `[${at + 1}]`),
          );
          expect(built.quality).toBeGreaterThanOrEqual(0);
          expect(built.quality).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
