import { join } from "node:path";

import { createAuthService, developmentToken } from "#rag/auth/create-auth-service.ts";
import { createClassifier } from "#rag/classify/create-classifier.ts";
import { createContextService } from "#rag/context/create-context-service.ts";
import { blobKey } from "#rag/documents/keeping/blob-key.ts";
import { createBlobStore } from "#rag/documents/keeping/blob-store.ts";
import { createProvenanceLedger } from "#rag/documents/keeping/provenance-ledger.ts";
import { createDocumentParsers } from "#rag/documents/parsers/create-document-parsers.ts";
import { createEmbedder } from "#rag/embeddings/create-embedder.ts";
import { createChatHistory } from "#rag/history/chat-history.ts";
import { createFactService } from "#rag/facts/create-fact-service.ts";
import { createIngestion } from "#rag/ingestion/create-ingestion.ts";
import { createFeedMemory } from "#rag/ingestion/feed-memory.ts";
import { createModelService } from "#rag/llm/create-model-service.ts";
import { createPiiService } from "#rag/pii/create-pii-service.ts";
import { createPromptService } from "#rag/prompting/create-prompt-service.ts";
import { createSettings } from "#rag/settings/create-settings.ts";
import { readSettingsFile } from "#rag/settings/settings-file.ts";
import { databasePath } from "#rag/storage/database-path.ts";
import { openStores } from "#rag/storage/open-stores.ts";
import { tracedGolden, tracedKnowledge } from "#rag/tracing/traced-retrieval.ts";
import type { CreateEnvironment } from "#ragstep";

import { chatDoor } from "./chat-door.ts";
import { createChatMemory } from "./chat-memory.ts";
import { readOverrides } from "./environment-overrides.ts";
import { feedbackDoors } from "./feedback-doors.ts";
import { toInput, toResponse } from "./http.ts";
import { identifyBy, withTokens } from "./known-callers.ts";
import { chatRoutes } from "./routes.ts";
import type { Services } from "./services.ts";
import { summarize } from "./summary.ts";

export type { Services, Stores } from "./services.ts";

/** Makes the world of the chat graph: settings, one database with all stores, and the services. */
const createEnvironment: CreateEnvironment = async (options) => {
  const { projectDirectory, env, clock, tracing, warn } = options;
  const overrides = readOverrides(options.overrides);
  const settings = createSettings({
    env,
    file: await readSettingsFile(projectDirectory),
    overrides: overrides.settings,
    warn,
  });
  const facts = createFactService();
  const storage =
    options.isolated === true ? ":memory:" : databasePath(settings.storage.path, projectDirectory);
  // A key that is none is found before anything is opened.
  const key = blobKey({
    variable: settings.documents.blob_key_env,
    env,
    environment: settings.environment,
    inMemory: storage === ":memory:",
    isolated: options.isolated,
    warn,
  });
  const stores = await openStores({
    path: storage,
    clock,
    warn,
    dataDirectory: join(projectDirectory, "data"),
    signatureOf: (question) => facts.signature(question, facts.canonicalize(facts.extract(question)), []),
    embedder: createEmbedder(settings.embeddings, { env, clock, tracing }),
    redisUrl: settings.cache.redis_url,
  });
  if (overrides.knowledge.length > 0) await stores.knowledge.write.put(overrides.knowledge);
  const documentParsers = createDocumentParsers({ projectDirectory, settings: settings.documents });
  const services: Services = {
    settings,
    auth: createAuthService({ settings: withTokens(settings, options.tokens ?? []), clock }),
    pii: createPiiService(),
    facts,
    classifier: createClassifier(),
    context: createContextService(),
    prompts: createPromptService(),
    models: createModelService({ settings, env, clock, tracing }),
    reviews: stores.reviews,
    documentParsers,
    ingestion: createIngestion({
      settings,
      projectDirectory,
      memory: createFeedMemory(stores.db),
      parsers: documentParsers,
      clock,
    }),
  };
  const history = createChatHistory(stores.db, services.pii);
  const doors = feedbackDoors({
    services,
    keptRuns: stores.keptRuns,
    desk: stores.reviews,
    golden: stores.golden.read,
    warn,
  });
  const remember = createChatMemory(history, warn);
  const trial = await services.auth.authenticate(`Bearer ${developmentToken}`);
  return {
    stores: {
      KnowledgeStore: {
        read: tracedKnowledge(stores.knowledge.read, "KnowledgeStore", tracing),
        write: stores.knowledge.write,
      },
      GoldenSetDB: {
        read: tracedGolden(stores.golden.read, "GoldenSetDB", tracing),
        write: stores.golden.write,
      },
      ResponseCache: stores.cache,
      CCNLDatabase: stores.ccnl,
      FeedbackDB: stores.feedback,
      UsageLog: stores.usage,
      AuditLog: stores.audit,
      BlobStore: createBlobStore(stores.db, key),
      ProvenanceLedger: createProvenanceLedger(stores.db),
    },
    services,
    toInput,
    toResponse,
    summarize,
    ...doors,
    async runEnded(run) {
      await doors.runEnded(run);
      await remember(run);
    },
    routes: chatRoutes({ history, feedbackOn: doors.feedbackOn }),
    chat: chatDoor,
    identify: identifyBy(services.auth),
    ...(trial.kind === "authenticated" ? { trial_token: developmentToken } : {}),
    async close() {
      await services.documentParsers.close();
      await stores.close();
    },
  };
};
export default createEnvironment;
