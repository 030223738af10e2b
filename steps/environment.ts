import { isAbsolute, join } from "node:path";

import { createAuthService } from "#rag/auth/create-auth-service.ts";
import { createClassifier } from "#rag/classify/create-classifier.ts";
import { createContextService } from "#rag/context/create-context-service.ts";
import { createOpenAiEmbedder } from "#rag/embeddings/openai-embedder.ts";
import { createFactService } from "#rag/facts/create-fact-service.ts";
import { createModelService } from "#rag/llm/create-model-service.ts";
import { createPiiService } from "#rag/pii/create-pii-service.ts";
import { createPromptService } from "#rag/prompting/create-prompt-service.ts";
import { createSettings } from "#rag/settings/create-settings.ts";
import { readSettingsFile } from "#rag/settings/settings-file.ts";
import type { Settings } from "#rag/settings/types.ts";
import { openStores } from "#rag/storage/open-stores.ts";
import type { CreateEnvironment, EnvironmentOptions } from "#ragstep";

import { readOverrides } from "./environment-overrides.ts";
import { toInput, toResponse } from "./http.ts";
import type { Services } from "./services.ts";
import { summarize } from "./summary.ts";

export type { Services, Stores } from "./services.ts";

/** In memory, or a file; a relative path starts at the project's directory. */
function databasePath(settings: Settings, projectDirectory: string): string {
  const { path } = settings.storage;
  return path === ":memory:" || isAbsolute(path) ? path : join(projectDirectory, path);
}

function embedderOf({ embeddings }: Settings, { env, clock }: EnvironmentOptions) {
  if (embeddings.kind === "lexical") return undefined;
  const { base_url, model, dimensions, api_key_env } = embeddings;
  return createOpenAiEmbedder({
    baseUrl: base_url,
    model,
    dimensions,
    clock,
    apiKey: api_key_env === undefined ? undefined : env[api_key_env],
  });
}

/** Makes the world of the chat graph: settings, one database with all stores, and the services. */
const createEnvironment: CreateEnvironment = async (options) => {
  const { projectDirectory, env, clock, warn } = options;
  const overrides = readOverrides(options.overrides);
  const settings = createSettings({
    env,
    file: await readSettingsFile(projectDirectory),
    overrides: overrides.settings,
    warn,
  });
  const facts = createFactService();
  const stores = await openStores({
    path: databasePath(settings, projectDirectory),
    clock,
    warn,
    dataDirectory: join(projectDirectory, "data"),
    signatureOf: (question) => facts.signature(question, facts.canonicalize(facts.extract(question)), []),
    embedder: embedderOf(settings, options),
    redisUrl: settings.cache.redis_url,
  });
  if (overrides.knowledge.length > 0) await stores.knowledge.write.put(overrides.knowledge);
  const services: Services = {
    settings,
    auth: createAuthService({ settings, clock }),
    pii: createPiiService(),
    facts,
    classifier: createClassifier(),
    context: createContextService(),
    prompts: createPromptService(),
    models: createModelService({ settings, env, clock }),
  };
  return {
    stores: {
      KnowledgeStore: stores.knowledge,
      GoldenSetDB: stores.golden,
      ResponseCache: stores.cache,
      CCNLDatabase: stores.ccnl,
      UsageLog: stores.usage,
      AuditLog: stores.audit,
    },
    services,
    toInput,
    toResponse,
    summarize,
    close: () => stores.close(),
  };
};
export default createEnvironment;
