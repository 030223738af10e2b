import { onTestFinished } from "vitest";
import { createLexicalEmbedder } from "../../../src/rag/embeddings/lexical-embedder.ts";
import type { Embedder } from "../../../src/rag/embeddings/types.ts";
import { createThesaurus } from "../../../src/rag/language/thesaurus.ts";
import { createKnowledgeStore } from "../../../src/rag/retrieval/knowledge-store.ts";
import type { KnowledgeChunk } from "../../../src/rag/retrieval/types.ts";
import { openDatabase, type DatabaseOptions } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";

export const thesaurus = createThesaurus([["TFR", "trattamento di fine rapporto"]]);

export function lexical(dimensions = 256): Embedder {
  return createLexicalEmbedder({ thesaurus, frequencies: { documents: 0, counts: {} }, dimensions });
}

/** A chunk with sensible values for what a test does not care about. The clock of `openKnowledge` stands at 2026-01-01. */
export function chunk(
  id: string,
  title: string,
  text: string,
  rest: Partial<KnowledgeChunk> = {},
): KnowledgeChunk {
  const document = {
    document_id: id,
    source: "legge",
    tags: [],
    updated_at: "2026-01-01",
    quality: 1,
    authority: 1,
  };
  return { id, title, text, ...document, ...rest };
}

export const samples: readonly KnowledgeChunk[] = [
  chunk("tfr", "Calcolo del TFR", "La retribuzione annua si divide per 13,5.", { tags: ["lavoro", "tfr"] }),
  chunk("iva", "Aliquote IVA", "L'aliquota ordinaria è del 22%.", { tags: ["iva"] }),
  chunk("ferie", "Ferie", "Quattro settimane di ferie retribuite.", {
    tags: ["lavoro"],
    updated_at: "2025-01-01",
  }),
];

export function openKnowledge(options: Partial<DatabaseOptions> & { readonly embedder?: Embedder } = {}) {
  const { embedder = lexical(), ...rest } = options;
  const clock = createFakeClock();
  const db = openDatabase({ path: ":memory:", clock, ...rest });
  onTestFinished(() => db.close());
  return { db, clock, embedder, ...createKnowledgeStore(db, { embedder, thesaurus }) };
}
