import { createDocumentParsers } from "#rag/documents/parsers/create-document-parsers.ts";
import type { Resolve } from "#rag/ingestion/checked-lookup.ts";
import { createIngestion } from "#rag/ingestion/create-ingestion.ts";
import { createFeedMemory } from "#rag/ingestion/feed-memory.ts";
import type { FeedSource } from "#rag/ingestion/feed-source.ts";
import { createLexicalEmbedder } from "#rag/embeddings/lexical-embedder.ts";
import { createThesaurus } from "#rag/language/thesaurus.ts";
import { createKnowledgeStore } from "#rag/retrieval/knowledge-store.ts";
import { openDatabase } from "#rag/storage/database.ts";

import { createSystemClock } from "../../../src/runtime/system-clock.ts";
import { settings } from "../../steps/support/settings.ts";

export const never = new AbortController().signal;

export function feed(location: string, change: Partial<FeedSource> = {}): FeedSource {
  return { name: "prova", location, monitor: "news", tags: ["prova"], authority: 0.7, ...change };
}

/** The real services on a database in memory; loopback may be asked unless a test says otherwise. */
export function world(ingestion: object = {}, resolve?: Resolve) {
  const clock = createSystemClock();
  const db = openDatabase({ path: ":memory:", clock });
  const thesaurus = createThesaurus([]);
  const embedder = createLexicalEmbedder({ thesaurus, frequencies: { documents: 0, counts: {} } });
  const own = settings({ ingestion: { allow_private_addresses: true, timeout_ms: 5000, ...ingestion } });
  return {
    db,
    knowledge: createKnowledgeStore(db, { embedder, thesaurus }),
    ingestion: createIngestion({
      settings: own,
      projectDirectory: "/nowhere",
      memory: createFeedMemory(db),
      parsers: createDocumentParsers({ projectDirectory: "/nowhere", settings: own.documents }),
      clock,
      ...(resolve === undefined ? {} : { resolve }),
    }),
  };
}
