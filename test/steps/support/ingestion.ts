import { createDocumentParsers } from "#rag/documents/parsers/create-document-parsers.ts";
import type { Resolve } from "#rag/ingestion/checked-lookup.ts";
import { createIngestion } from "#rag/ingestion/create-ingestion.ts";
import type { FeedMemory } from "#rag/ingestion/feed-memory.ts";
import type { Validators } from "#rag/ingestion/fetch-page.ts";

import type { FakeClock } from "../../../src/runtime/fake-clock.ts";
import { settings } from "./settings.ts";

/** The real readers of feeds and documents; what is remembered of a feed is kept in memory. */
export function ingestionService(clock: FakeClock, options: { settings?: object; resolve?: Resolve } = {}) {
  const own = settings({ ingestion: { allow_private_addresses: true, ...options.settings } });
  const remembered = new Map<string, Validators>();
  const memory: FeedMemory = {
    validatorsOf: (location) => remembered.get(location) ?? null,
    remember: (location, validators) => void remembered.set(location, validators),
  };
  return {
    remembered,
    ingestion: createIngestion({
      settings: own,
      projectDirectory: "/nowhere",
      memory,
      parsers: createDocumentParsers({ projectDirectory: "/nowhere", settings: own.documents }),
      clock,
      ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    }),
  };
}
