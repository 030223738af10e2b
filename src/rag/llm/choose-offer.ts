import type { ChatMessage, ModelOffer, ModelService, RoutingStrategy } from "./types.ts";

/** What a request asks of the choice, beside the strategy. */
export interface OfferWishes {
  readonly preferred_provider: string | null;
  readonly regions: readonly string[] | null;
}

/**
 * The offer that a strategy prefers for a conversation, or null when no offer processes data in the allowed regions.
 * Without a budget: the cost of the choice is estimated and checked afterwards.
 */
export function chooseOffer(
  models: ModelService,
  strategy: RoutingStrategy,
  messages: readonly ChatMessage[],
  wishes: OfferWishes,
): ModelOffer | null {
  return models.select({
    strategy,
    messages,
    preferred_provider: wishes.preferred_provider ?? undefined,
    regions: wishes.regions ?? undefined,
  });
}

/** An offer as log attributes; `cost_per_token` is EUR, the mean of input and output price. */
export function describeOffer(offer: ModelOffer | null): {
  readonly provider_selected: boolean;
  readonly provider_type: string | null;
  readonly model: string | null;
  readonly cost_per_token: number | null;
  readonly reason: string | null;
} {
  if (offer === null) {
    return {
      provider_selected: false,
      provider_type: null,
      model: null,
      cost_per_token: null,
      reason: "no_provider_available",
    };
  }
  return {
    provider_selected: true,
    provider_type: offer.provider,
    model: offer.model,
    cost_per_token: (offer.input_price + offer.output_price) / 2 / 1_000_000,
    reason: null,
  };
}

/** How an offer is named among those already tried. */
export function offerName(offer: ModelOffer): string {
  return `${offer.provider}/${offer.model}`;
}
