import { z } from "zod";

import { createAuditLog } from "#rag/audit/audit-log.ts";
import { createResponseCache } from "#rag/cache/response-cache.ts";
import { createSqliteBackend } from "#rag/cache/sqlite-backend.ts";
import type { Agreement } from "#rag/ccnl/agreement.ts";
import { createCcnlStore } from "#rag/ccnl/ccnl-store.ts";
import { createLexicalEmbedder } from "#rag/embeddings/lexical-embedder.ts";
import { countWords } from "#rag/embeddings/word-frequencies.ts";
import { createFactService } from "#rag/facts/create-fact-service.ts";
import { createFeedbackStore } from "#rag/feedback/feedback-store.ts";
import { createGoldenStore } from "#rag/golden/golden-store.ts";
import type { GoldenEntry } from "#rag/golden/types.ts";
import { createThesaurus } from "#rag/language/thesaurus.ts";
import { createKnowledgeStore } from "#rag/retrieval/knowledge-store.ts";
import type { KnowledgeChunk } from "#rag/retrieval/types.ts";
import { openDatabase } from "#rag/storage/database.ts";
import { createUsageLog } from "#rag/usage/usage-log.ts";

import { createFakeClock, type FakeClock } from "../../../src/runtime/fake-clock.ts";

const row = z.record(z.string(), z.unknown());

/** The signature that the pipeline gives a question that comes without attachments. */
export function signatureOf(question: string): string {
  const facts = createFactService();
  return facts.signature(question, facts.canonicalize(facts.extract(question)), []);
}

/** The real stores on a database in memory, filled with what a test brings. */
export async function memoryStores(
  content: {
    readonly chunks?: readonly KnowledgeChunk[];
    readonly golden?: readonly Omit<GoldenEntry, "version">[];
    readonly agreements?: readonly Agreement[];
    readonly clock?: FakeClock;
  } = {},
) {
  const {
    chunks = [],
    golden = [],
    agreements = [],
    clock = createFakeClock({ startAt: Date.UTC(2026, 2, 10) }),
  } = content;
  const db = openDatabase({ path: ":memory:", clock });
  const thesaurus = createThesaurus([]);
  const frequencies = countWords(
    chunks.map(({ title, text }) => `${title} ${text}`),
    thesaurus,
  );
  const embedder = createLexicalEmbedder({ thesaurus, frequencies });
  const KnowledgeStore = createKnowledgeStore(db, { embedder, thesaurus });
  const GoldenSetDB = createGoldenStore(db, { thesaurus, signatureOf });
  const CCNLDatabase = createCcnlStore(db);
  CCNLDatabase.write.replace(agreements);
  await KnowledgeStore.write.put(chunks);
  for (const entry of golden) await GoldenSetDB.write.publish(entry);
  return {
    stores: {
      KnowledgeStore,
      GoldenSetDB,
      ResponseCache: createResponseCache({ clock, backend: createSqliteBackend(db) }),
      CCNLDatabase,
      AuditLog: createAuditLog(db),
      UsageLog: createUsageLog(db),
      FeedbackDB: createFeedbackStore(db),
    },
    db,
    clock,
    /** All rows of a table, as SQLite gives them. */
    rows: (table: string): readonly Record<string, unknown>[] => db.all(row, `SELECT * FROM ${table}`),
  };
}

/** A store whose every method fails as a busy database file does. */
export function brokenStore(error: Error): { readonly read: object; readonly write: object } {
  const methods = new Proxy({}, { get: () => () => Promise.reject(error), has: () => true });
  return { read: methods, write: methods };
}
