import type { GoldenMatch } from "#rag/golden/types.ts";
import type { KnowledgeHit } from "#rag/retrieval/types.ts";

/** A golden answer about VAT rates, as of 1 March 2026. */
export function goldenMatch(change: Partial<GoldenMatch> = {}): GoldenMatch {
  return {
    faq_id: "faq_aliquote_iva",
    question: "Quali sono le aliquote IVA?",
    answer: "Le aliquote sono 4%, 5%, 10% e 22%.",
    citations: [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16", document_id: "doc_aliquote" }],
    category: "iva",
    tags: ["iva", "aliquote"],
    updated_at: "2026-03-01T00:00:00Z",
    version: 1,
    match_type: "semantic",
    similarity_score: 0.95,
    ...change,
  };
}

/** A passage that fits the question well, changed a week after the golden answer; its parts may be given one by one. */
export function hit(
  change: Partial<Omit<KnowledgeHit, "parts">> & { parts?: Partial<KnowledgeHit["parts"]> } = {},
): KnowledgeHit {
  const { parts, ...rest } = change;
  return {
    id: "chunk_1",
    document_id: "doc_1",
    title: "Nuove aliquote",
    text: "Dal 2026 l'aliquota cambia.",
    source: "Legge 1/2026",
    tags: ["novità"],
    updated_at: "2026-03-08T00:00:00Z",
    quality: 0.9,
    authority: 1,
    score: 0.5,
    ...rest,
    parts: { bm25: 0.5, vector: 0.5, recency: 1, quality: 0.9, authority: 1, ...parts },
  };
}
