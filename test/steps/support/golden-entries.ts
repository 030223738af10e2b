import type { GoldenEntry } from "#rag/golden/types.ts";
import type { KnowledgeChunk } from "#rag/retrieval/types.ts";

/** A golden answer about VAT rates, confirmed on 1 March 2026. */
export const aliquote: Omit<GoldenEntry, "version"> = {
  id: "faq_aliquote_iva",
  question: "Quali sono le aliquote IVA?",
  phrasings: ["Quali aliquote IVA esistono in Italia?"],
  answer: "Le aliquote IVA sono 4%, 5%, 10% e 22%.",
  citations: [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16", document_id: "doc_aliquote" }],
  category: "iva",
  tags: ["iva", "aliquote"],
  updated_at: "2026-03-01T00:00:00Z",
};

const common = { quality: 0.9, authority: 1 };

/** Knowledge about VAT, all older than the golden answer. */
export const chunks: readonly KnowledgeChunk[] = [
  {
    ...common,
    id: "doc_aliquote#1",
    document_id: "doc_aliquote",
    title: "Aliquote IVA",
    text: "Le aliquote IVA in vigore sono quattro: ordinaria al 22%, ridotte al 10% e al 5%, minima al 4%.",
    source: "DPR 633/1972 art. 16",
    tags: ["iva", "aliquote"],
    updated_at: "2025-06-01T00:00:00Z",
  },
  {
    ...common,
    id: "doc_versamento#1",
    document_id: "doc_versamento",
    title: "Versamento dell'IVA",
    text: "Chi liquida l'imposta ogni mese versa entro il giorno 16 del mese seguente con il modello F24.",
    source: "DPR 100/1998 art. 1",
    tags: ["iva", "scadenze"],
    updated_at: "2025-05-01T00:00:00Z",
  },
  {
    ...common,
    id: "doc_tfr#1",
    document_id: "doc_tfr",
    title: "Trattamento di fine rapporto",
    text: "Il TFR matura ogni anno come retribuzione divisa per 13,5 e si rivaluta.",
    source: "Codice civile art. 2120",
    tags: ["lavoro", "tfr"],
    updated_at: "2025-04-01T00:00:00Z",
  },
];

/** A change of the VAT rates after the golden answer. */
export const newRates: KnowledgeChunk = {
  ...common,
  id: "doc_nuove_aliquote#1",
  document_id: "doc_nuove_aliquote",
  title: "Nuove aliquote IVA",
  text: "Quali sono le aliquote IVA da aprile: ordinaria al 23%, ridotte al 10% e al 5%, minima al 4%.",
  source: "Legge di prova art. 1",
  tags: ["iva", "aliquote"],
  updated_at: "2026-03-08T00:00:00Z",
};

/** News that shares a tag with the golden answer and is about something else. */
export const newDeadline: KnowledgeChunk = {
  ...common,
  id: "doc_proroga#1",
  document_id: "doc_proroga",
  title: "Proroga di un termine",
  text: "Il termine per la dichiarazione annuale slitta di un mese per gli esercenti colpiti dal maltempo.",
  source: "Decreto di prova art. 2",
  tags: ["iva", "scadenze"],
  updated_at: "2026-03-09T00:00:00Z",
};
