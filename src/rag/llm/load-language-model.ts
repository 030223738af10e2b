import type { Tracing } from "../../definition/tracing.ts";
import { UsageError } from "../../diagnostics/errors.ts";
import type { ProviderSettings } from "../settings/types.ts";
import type { LoadLanguageModel } from "./ai-provider.ts";
import { modelFetch } from "./model-fetch.ts";
import { tracedFetch } from "./traced-fetch.ts";

type RemoteSettings = Extract<ProviderSettings, { kind: "openai-compatible" | "openai" | "anthropic" }>;

/** The key in the environment. Throws a `UsageError` when the settings name a variable that is not set. */
function keyOf(
  settings: RemoteSettings,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (settings.api_key_env === undefined) return undefined;
  const key = env[settings.api_key_env]?.trim() ?? "";
  if (key === "") {
    throw new UsageError(
      "provider-key-missing",
      `The provider \`${settings.name}\` needs the environment variable \`${settings.api_key_env}\`, which is not set.`,
      { hint: `export ${settings.api_key_env}=…` },
    );
  }
  return key;
}

/**
 * Prepares a provider that is reached over HTTP; its package is loaded when its first model is asked for. With `tracing`
 * its requests carry the trace on.
 */
export function languageModelLoader(
  settings: RemoteSettings,
  env: Readonly<Record<string, string | undefined>>,
  tracing?: Tracing,
): LoadLanguageModel {
  const apiKey = keyOf(settings, env);
  const { name } = settings;
  const by = { fetch: tracing === undefined ? modelFetch : tracedFetch(tracing) };
  switch (settings.kind) {
    case "openai-compatible":
      return async (model) => {
        const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
        const key = apiKey === undefined ? {} : { apiKey };
        const common = { name, baseURL: settings.base_url, includeUsage: true };
        return createOpenAICompatible({ ...common, ...key, ...by })(model);
      };
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
