import { join } from "node:path";

import type { Clock } from "../../definition/step.ts";
import { createDocumentParsers } from "../documents/parsers/create-document-parsers.ts";
import { createEmbedder } from "../embeddings/create-embedder.ts";
import { createFactService } from "../facts/create-fact-service.ts";
import { createSettings } from "../settings/create-settings.ts";
import { readSettingsFile } from "../settings/settings-file.ts";
import { databasePath } from "../storage/database-path.ts";
import { openStores } from "../storage/open-stores.ts";
import { createIngestion } from "./create-ingestion.ts";
import { createFeedMemory } from "./feed-memory.ts";

/** An installation's stores and readers, for taking in documents outside of a run. Throws what the parts throw. */
export async function openIngestion(options: {
  readonly projectDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly warn: (message: string) => void;
}) {
  const { projectDirectory, env, clock, warn } = options;
  const settings = createSettings({ env, file: await readSettingsFile(projectDirectory), warn });
  const facts = createFactService();
  const stores = await openStores({
    path: databasePath(settings.storage.path, projectDirectory),
    clock,
    warn,
    dataDirectory: join(projectDirectory, "data"),
    signatureOf: (question) => facts.signature(question, facts.canonicalize(facts.extract(question)), []),
    embedder: createEmbedder(settings.embeddings, { env, clock }),
    redisUrl: settings.cache.redis_url,
  });
  const parsers = createDocumentParsers({ projectDirectory, settings: settings.documents });
  const memory = createFeedMemory(stores.db);
  return {
    knowledge: stores.knowledge.write,
    ingestion: createIngestion({ settings, projectDirectory, memory, parsers, clock }),
    async close(): Promise<void> {
      await parsers.close();
      await stores.close();
    },
  };
}
