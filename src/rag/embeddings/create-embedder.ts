import type { Clock } from "../../definition/step.ts";
import type { Tracing } from "../../definition/tracing.ts";
import type { EmbeddingSettings } from "../settings/types.ts";
import { createOpenAiEmbedder } from "./openai-embedder.ts";
import type { Embedder } from "./types.ts";

/** The embedding model that the settings name; undefined for the lexical one, which is made from the texts themselves. */
export function createEmbedder(
  settings: EmbeddingSettings,
  options: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly clock: Clock;
    readonly tracing?: Tracing | undefined;
  },
): Embedder | undefined {
  if (settings.kind === "lexical") return undefined;
  const { base_url, model, dimensions, api_key_env } = settings;
  return createOpenAiEmbedder({
    baseUrl: base_url,
    model,
    dimensions,
    clock: options.clock,
    tracing: options.tracing,
    apiKey: api_key_env === undefined ? undefined : options.env[api_key_env],
  });
}
