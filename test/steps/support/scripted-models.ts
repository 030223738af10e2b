import { offerName } from "#rag/llm/choose-offer.ts";
import { createModelService } from "#rag/llm/create-model-service.ts";
import { ProviderError } from "#rag/llm/provider-error.ts";
import type { ScriptedTurn } from "#rag/llm/scripted-turn.ts";
import type { ModelAnswer, ModelOffer, ModelRequest, ModelService, RoutingRequest } from "#rag/llm/types.ts";
import type { Settings } from "#rag/settings/types.ts";
import { type Clock, createFakeClock } from "#ragstep";

import { settings as settingsOf } from "./settings.ts";

/** A failure as a provider reports it. */
export const down = new ProviderError("cloud", "`cloud` answered with status 503.", {
  code: "provider-unavailable",
  retryable: true,
  status: 503,
});

const small = { model: "small", input_price: 1, output_price: 2, quality: 0.5, priority: 1, region: "EU" };
const large = { model: "large", input_price: 10, output_price: 30, quality: 0.9, priority: 0, region: "EU" };
const tiny = { model: "tiny", input_price: 0, output_price: 0, quality: 0.2, priority: 2, region: "local" };

/** The models on offer: two of the provider `cloud`, one of `local`. Prices are EUR for a million tokens. */
export const smallOffer: ModelOffer = { provider: "cloud", ...small };
export const largeOffer: ModelOffer = { provider: "cloud", ...large };
export const tinyOffer: ModelOffer = { provider: "local", ...tiny };

/** What the models outside say, call by call. */
export interface Scripts {
  readonly cloud?: readonly ScriptedTurn[];
  readonly local?: readonly ScriptedTurn[];
}

/** The real model service over scripted models, and what reached it. */
export interface ScriptedWorld {
  readonly settings: Settings;
  readonly models: ModelService;
  readonly requests: (Omit<ModelRequest, "model"> & { readonly offer: string })[];
  readonly selections: RoutingRequest[];
  readonly answers: ModelAnswer[];
}

/** Services for the steps that choose and call models; `overrides` are settings of the installation. */
export function scriptedModels(
  scripts: Scripts = {},
  { clock = createFakeClock(), overrides = {} }: { readonly clock?: Clock; readonly overrides?: object } = {},
): ScriptedWorld {
  const settings = settingsOf({
    ...overrides,
    providers: [
      { name: "cloud", kind: "scripted", models: [small, large], script: scripts.cloud ?? [] },
      { name: "local", kind: "scripted", models: [tiny], script: scripts.local ?? [] },
    ],
  });
  const service = createModelService({ settings, env: {}, clock });
  const requests: ScriptedWorld["requests"] = [];
  const selections: RoutingRequest[] = [];
  const answers: ModelAnswer[] = [];
  const models: ModelService = {
    ...service,
    select(request) {
      selections.push(request);
      return service.select(request);
    },
    async call(offer, request) {
      requests.push({ ...request, offer: offerName(offer) });
      const answer = await service.call(offer, request);
      answers.push(answer);
      return answer;
    },
  };
  return { settings, models, requests, selections, answers };
}
