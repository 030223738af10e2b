import type { Tracing } from "../../../definition/tracing.ts";
import type { ProviderSettings } from "../../settings/types.ts";
import type { LoadLanguageModel } from "./language-model.ts";
import { modelFetch } from "./model-fetch.ts";
import { keyOf } from "../provider-key.ts";
import { tracedFetch } from "./traced-fetch.ts";

type VendorSettings = Extract<ProviderSettings, { kind: "openai" | "anthropic" }>;

/**
 * Prepares a provider that a vendor's package reaches; it is loaded when its first model is asked for. With `tracing`
 * its requests carry the trace on.
 */
export function languageModelLoader(
  settings: VendorSettings,
  env: Readonly<Record<string, string | undefined>>,
  tracing?: Tracing,
): LoadLanguageModel {
  const apiKey = keyOf(settings, env);
  const { name } = settings;
  const by = { fetch: tracing === undefined ? modelFetch : tracedFetch(tracing) };
  switch (settings.kind) {
    case "openai":
      return async (model) => {
        const { createOpenAI } = await import("@ai-sdk/openai");
        const base = settings.base_url === undefined ? {} : { baseURL: settings.base_url };
        return createOpenAI({ name, apiKey: apiKey ?? "", ...base, ...by })(model);
      };
    case "anthropic":
      return async (model) => {
        const { createAnthropic } = await import("@ai-sdk/anthropic");
        const base = settings.base_url === undefined ? {} : { baseURL: settings.base_url };
        return createAnthropic({ name, apiKey: apiKey ?? "", ...base, ...by })(model);
      };
    default:
      return settings satisfies never;
  }
}
