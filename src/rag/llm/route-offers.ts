import { estimateInputTokens } from "./estimate-usage.ts";
import type { ChatMessage, CostEstimate, ModelOffer, RoutingRequest, TokenUsage } from "./types.ts";

const perMillion = 1_000_000;

/** EUR for these tokens at an offer's prices. */
export function costOf(offer: ModelOffer, usage: TokenUsage): number {
  return (usage.input_tokens * offer.input_price + usage.output_tokens * offer.output_price) / perMillion;
}

/** What a conversation is expected to cost, its answer taken to be as long as itself. */
export function estimateCost(offer: ModelOffer, messages: readonly ChatMessage[]): CostEstimate {
  const tokens = estimateInputTokens(messages);
  const usage = { input_tokens: tokens, output_tokens: tokens };
  return { ...usage, cost: costOf(offer, usage) };
}

interface Priced {
  readonly offer: ModelOffer;
  readonly cost: number;
}

type Order = (a: Priced, b: Priced) => number;

const byCost: Order = (a, b) => a.cost - b.cost;
const byQuality: Order = (a, b) => b.offer.quality - a.offer.quality;
const byPriority: Order = (a, b) => a.offer.priority - b.offer.priority;

/** Half quality, half cheapness: `0.5 × quality + 0.5 × (1 - cost / cost of the dearest)`; free ones are as cheap as can be. */
function byBalance(dearest: number): Order {
  const balance = ({ offer, cost }: Priced): number =>
    0.5 * offer.quality + 0.5 * (dearest === 0 ? 1 : 1 - cost / dearest);
  return (a, b) => balance(b) - balance(a);
}

function ordersOf(strategy: RoutingRequest["strategy"], dearest: number): readonly Order[] {
  const orders: Readonly<Record<RoutingRequest["strategy"], readonly Order[]>> = {
    COST_OPTIMIZED: [byCost, byQuality, byPriority],
    QUALITY_FIRST: [byQuality, byCost, byPriority],
    BALANCED: [byBalance(dearest), byQuality, byPriority],
    FAILOVER: [byPriority, byQuality, byCost],
  };
  return orders[strategy];
}

/**
 * The best offer for the strategy among those within budget and regions and not excluded; null when there is none.
 * Offers of the preferred provider go before all others. Equal ones keep the order of the settings.
 */
export function selectOffer(offers: readonly ModelOffer[], request: RoutingRequest): ModelOffer | null {
  const { exclude = [], regions, max_cost_eur: budget, preferred_provider: preferred } = request;
  const fitting = offers
    .filter((offer) => !exclude.includes(`${offer.provider}/${offer.model}`))
    .filter((offer) => regions === undefined || regions.includes(offer.region))
    .map((offer) => ({ offer, cost: estimateCost(offer, request.messages).cost }))
    .filter(({ cost }) => budget === undefined || cost <= budget);
  const ofPreferred = fitting.filter(({ offer }) => offer.provider === preferred);
  const candidates = ofPreferred.length > 0 ? ofPreferred : fitting;
  const orders = ordersOf(request.strategy, Math.max(0, ...candidates.map(({ cost }) => cost)));
  const compare: Order = (a, b) => orders.reduce((found, order) => found || order(a, b), 0);
  return candidates.toSorted(compare)[0]?.offer ?? null;
}
