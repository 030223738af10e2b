import type { Clock } from "../../definition/step.ts";
import type { Tracing } from "../../definition/tracing.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import type { ProviderSettings, Settings } from "../settings/types.ts";
import { createVendorProvider } from "./vendors/create-vendor-provider.ts";
import { createChatCompletionsProvider } from "./chat-completions/create-chat-completions-provider.ts";
import { createExtractiveProvider } from "./extractive-provider.ts";
import { languageModelLoader } from "./vendors/load-language-model.ts";
import { ProviderError } from "./provider-error.ts";
import { keyOf } from "./provider-key.ts";
import { costOf, estimateCost, selectOffer } from "./route-offers.ts";
import { createScriptedProvider } from "./scripted-provider.ts";
import { tracedProvider } from "./traced-provider.ts";
import type { ModelOffer, ModelService, Provider } from "./types.ts";

export interface ModelServiceOptions {
  readonly settings: Pick<Settings, "providers">;
  /** Where the keys are. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly tracing?: Tracing | undefined;
}

function untracedProvider(
  settings: ProviderSettings,
  { env, clock, tracing }: ModelServiceOptions,
): Provider {
  switch (settings.kind) {
    case "extractive":
      return createExtractiveProvider(settings.name);
    case "scripted":
      return createScriptedProvider({ name: settings.name, script: settings.script, clock });
    case "openai-compatible":
      return createChatCompletionsProvider({ ...settings, apiKey: keyOf(settings, env), tracing });
    case "openai":
    case "anthropic":
      return createVendorProvider(settings.name, languageModelLoader(settings, env, tracing));
    default:
      return settings satisfies never;
  }
}

function createProvider(settings: ProviderSettings, options: ModelServiceOptions): Provider {
  const provider = untracedProvider(settings, options);
  const { tracing, clock } = options;
  return tracing === undefined ? provider : tracedProvider(provider, { settings, tracing, clock });
}

function offersOf({ name, models }: ProviderSettings): readonly ModelOffer[] {
  return models.map((model) => ({ provider: name, ...model }));
}

/**
 * The models of the settings, and the choice among them. Throws a `UsageError` when a key that the settings name is not
 * in the environment; nothing is loaded or reached before the first call.
 */
export function createModelService(options: ModelServiceOptions): ModelService {
  const { providers: configured } = options.settings;
  const providers = new Map(configured.map((settings) => [settings.name, createProvider(settings, options)]));
  const offers = configured.flatMap(offersOf);
  return {
    offers,
    select: (request) => selectOffer(offers, request),
    estimate: estimateCost,
    cost: costOf,
    async call(offer, request) {
      const provider = providers.get(offer.provider);
      if (provider === undefined) {
        throw new ProviderError(
          offer.provider,
          `The provider \`${offer.provider}\` is not in the settings.${didYouMean(offer.provider, providers.keys())}`,
          { code: "provider-unknown", retryable: false },
        );
      }
      return provider.call({ ...request, model: offer.model });
    },
  };
}
