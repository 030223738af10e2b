import path from "node:path";
import type { Clock } from "../../definition/step.ts";
import { createAuditLog } from "../audit/audit-log.ts";
import { createRedisBackend } from "../cache/redis-backend.ts";
import { createResponseCache } from "../cache/response-cache.ts";
import { createSqliteBackend } from "../cache/sqlite-backend.ts";
import { createCcnlStore } from "../ccnl/ccnl-store.ts";
import { seedAgreements } from "../ccnl/seed-agreements.ts";
import { storedLexicalEmbedder } from "../embeddings/stored-lexical.ts";
import type { Embedder } from "../embeddings/types.ts";
import { createReviewDesk } from "../curation/review-desk.ts";
import { seedExperts } from "../feedback/expert-rows.ts";
import { createFeedbackStore } from "../feedback/feedback-store.ts";
import { createKeptRuns } from "../feedback/kept-runs.ts";
import { createGoldenStore } from "../golden/golden-store.ts";
import { readThesaurus } from "../language/thesaurus.ts";
import { embeddedText } from "../retrieval/chunk-rows.ts";
import { createKnowledgeStore } from "../retrieval/knowledge-store.ts";
import { createUsageLog } from "../usage/usage-log.ts";
import { toChunks } from "./chunks.ts";
import { readDataDirectory } from "./data-directory.ts";
import { openDatabase, type DatabaseOptions } from "./database.ts";
import { seedDatabase } from "./seed.ts";

export interface StoresOptions extends DatabaseOptions {
  readonly clock: Clock;
  /** Holds `knowledge/*.md`, `golden.yml`, `thesaurus.yml`, perhaps `experts.yml` and `ccnl/*.yml`. */
  readonly dataDirectory: string;
  /** Signs a question as the pipeline signs those that come in. */
  readonly signatureOf: (question: string) => string;
  /** A model of one's own; the lexical one when absent. */
  readonly embedder?: Embedder | undefined;
  /** Keeps cached answers in Redis instead of the file. */
  readonly redisUrl?: string | undefined;
}

/** Opens the database, seeds it from the data directory and makes every store on it. Throws what the parts throw. */
export async function openStores(options: StoresOptions) {
  const data = readDataDirectory(options.dataDirectory);
  const thesaurus = readThesaurus(path.join(options.dataDirectory, "thesaurus.yml"));
  const db = openDatabase(options);
  try {
    const texts = (): readonly string[] => data.documents().flatMap(toChunks).map(embeddedText);
    const embedder = options.embedder ?? storedLexicalEmbedder(db, thesaurus, texts);
    const knowledge = createKnowledgeStore(db, { embedder, thesaurus });
    const golden = createGoldenStore(db, { thesaurus, signatureOf: options.signatureOf });
    const { clock, redisUrl, warn } = options;
    const backend =
      redisUrl === undefined ? createSqliteBackend(db) : createRedisBackend({ url: redisUrl, clock });
    const cache = createResponseCache({ clock, backend, ...(warn === undefined ? {} : { warn }) });
    const seeded = await seedDatabase(db, data, { knowledge, golden });
    const ccnl = createCcnlStore(db);
    seedAgreements(db, ccnl.write, path.join(options.dataDirectory, "ccnl"));
    seedExperts(db, path.join(options.dataDirectory, "experts.yml"));
    return {
      db,
      thesaurus,
      embedder,
      seeded,
      knowledge,
      golden,
      cache,
      usage: createUsageLog(db),
      audit: createAuditLog(db),
      ccnl,
      feedback: createFeedbackStore(db),
      reviews: createReviewDesk(db),
      keptRuns: createKeptRuns(db),
      async close(): Promise<void> {
        await cache.close();
        db.close();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}
