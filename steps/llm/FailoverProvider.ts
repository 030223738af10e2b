import { offerName } from "#rag/llm/choose-offer.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Takes the next model of the failover order within twice the budget: first of a provider that has not failed yet, then
 * any model not tried. When there is none, the model stays and the log says so.
 */
export default step("FailoverProvider", {
  reads: ["messages", "routing_request", "tried_offers", "model_offer"],
  writes: ["model_offer"],
  attrs: ["provider_obtained", "strategy", "provider_type", "model", "max_cost_eur", "is_failover", "reason"],
  run({ state, services, log }) {
    const { messages, routing_request: wishes, tried_offers: tried, model_offer: current } = state;
    const { models } = services;
    const max_cost_eur = wishes.max_cost_eur * 2;
    const failedProviders = new Set(
      models.offers.filter((offer) => tried.includes(offerName(offer))).map(({ provider }) => provider),
    );
    const ofFailedProviders = models.offers
      .filter(({ provider }) => failedProviders.has(provider))
      .map(offerName);
    const select = (exclude: readonly string[]) =>
      models.select({
        strategy: "FAILOVER",
        messages,
        max_cost_eur,
        exclude,
        regions: wishes.regions ?? undefined,
      });

    const other = select([...tried, ...ofFailedProviders]) ?? select(tried);
    const offer = other ?? current;
    log({
      provider_obtained: other !== null,
      strategy: "FAILOVER",
      provider_type: offer.provider,
      model: offer.model,
      max_cost_eur,
      is_failover: other !== null,
      reason: other === null ? "no_other_provider" : null,
    });
    return { model_offer: offer };
  },
});
