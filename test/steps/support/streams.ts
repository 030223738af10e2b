import { readStreamOptions } from "#rag/streaming/stream-options.ts";

/** How to stream, with the defaults that a client gets who asks for nothing. */
export function streamConfiguration(options: Readonly<Record<string, unknown>> = {}) {
  return readStreamOptions(options).options;
}

/** What the streaming lane starts with. */
export const streamMetadata = {
  source: "llm",
  provider: "cloud",
  model: "small",
  strategy: "COST_OPTIMIZED",
  cost_eur: 0,
} as const;
