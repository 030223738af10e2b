import { FatalStepError } from "#ragstep";

import { step } from "../ragstep.gen.ts";

/**
 * The cheapest model whose estimate is within the budget, whoever offers it; fails when there is none. The preference for
 * a provider is dropped, the regions are not: they say where data may be processed. Chosen within the budget, so it is
 * not checked once more.
 */
export default step("CheaperProvider", {
  reads: ["routing_request", "messages", "provider_choice"],
  writes: ["model_offer"],
  attrs: [
    "cheaper_provider_found",
    "provider_type",
    "model",
    "max_cost_eur",
    "original_provider_type",
    "original_model",
  ],
  run({ state, services, log }) {
    const { max_cost_eur, regions } = state.routing_request;
    const { provider_choice: original } = state;
    const offer = services.models.select({
      strategy: "COST_OPTIMIZED",
      messages: state.messages,
      max_cost_eur,
      regions: regions ?? undefined,
    });
    log({
      cheaper_provider_found: offer !== null,
      provider_type: offer?.provider ?? null,
      model: offer?.model ?? null,
      max_cost_eur,
      original_provider_type: original?.provider ?? null,
      original_model: original?.model ?? null,
    });
    if (offer === null) {
      throw new FatalStepError(`No model answers this conversation within ${max_cost_eur} EUR.`, {
        code: "no-provider-within-budget",
        hint: "Raise `routing.max_cost_eur`, widen `routing.regions` or offer a cheaper model.",
      });
    }
    return { model_offer: offer };
  },
});
