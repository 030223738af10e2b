import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, estimateCost, selectOffer } from "../../../src/rag/llm/route-offers.ts";
import type { ModelOffer, RoutingRequest } from "../../../src/rag/llm/types.ts";

function offer(
  provider: string,
  price: number,
  quality: number,
  priority: number,
  region = "EU",
): ModelOffer {
  return { provider, model: "m", input_price: price, output_price: price, quality, priority, region };
}

const local = offer("local", 0, 0.3, 100, "local");
const cheap = offer("cheap", 1, 0.6, 2);
const best = offer("best", 100, 0.95, 3, "US");
const primary = offer("primary", 40, 0.8, 1);
const offers = [local, cheap, best, primary];
const messages = [{ role: "user" as const, content: "x".repeat(4000) }];

function select(request: Partial<RoutingRequest>): string | undefined {
  return selectOffer(offers, { strategy: "COST_OPTIMIZED", messages, ...request })?.provider;
}

describe("estimateCost", () => {
  it("takes a quarter of the characters and 10 a message, and as much again for the answer", () => {
    const two = [...messages, { role: "system" as const, content: "abc" }];
    expect(estimateCost(cheap, two)).toEqual({
      input_tokens: 1021,
      output_tokens: 1021,
      cost: 2042 / 1_000_000,
    });
    expect(costOf(offer("p", 3, 0, 0), { input_tokens: 1_000_000, output_tokens: 500_000 })).toBe(4.5);
  });
});

describe("selectOffer", () => {
  it.each([
    ["COST_OPTIMIZED", "local"],
    ["QUALITY_FIRST", "best"],
    ["BALANCED", "cheap"],
    ["FAILOVER", "primary"],
  ] as const)("chooses for %s the offer of %s", (strategy, provider) => {
    expect(select({ strategy })).toBe(provider);
  });

  it("keeps to the budget, the regions and what is excluded", () => {
    expect(select({ strategy: "QUALITY_FIRST", max_cost_eur: 0.1 })).toBe("primary");
    expect(select({ strategy: "QUALITY_FIRST", regions: ["EU", "local"] })).toBe("primary");
    expect(select({ exclude: ["local/m", "cheap/m"] })).toBe("primary");
    expect(select({ regions: ["mars"] })).toBeUndefined();
    expect(select({ max_cost_eur: 0, exclude: ["local/m"] })).toBeUndefined();
  });

  it("puts the preferred provider first, unless it does not fit", () => {
    expect(select({ preferred_provider: "best" })).toBe("best");
    expect(select({ preferred_provider: "best", max_cost_eur: 0.01 })).toBe("local");
    expect(select({ preferred_provider: "best", exclude: ["best/m"], strategy: "FAILOVER" })).toBe("primary");
  });

  it("keeps the order of the settings among equals", () => {
    const twins = [offer("a", 1, 0.5, 1), offer("b", 1, 0.5, 1)];
    expect(selectOffer(twins, { strategy: "BALANCED", messages })?.provider).toBe("a");
  });

  it("never gives an offer beyond the budget, and one whenever one fits", () => {
    const anyOffer = fc
      .record({
        price: fc.integer({ min: 0, max: 200 }),
        quality: fc.double({ min: 0, max: 1, noNaN: true }),
        priority: fc.nat(9),
      })
      .map(({ price, quality, priority }) => offer("p", price, quality, priority));
    const strategy = fc.constantFrom("COST_OPTIMIZED", "QUALITY_FIRST", "BALANCED", "FAILOVER");
    fc.assert(
      fc.property(
        fc.array(anyOffer),
        strategy,
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (all, chosen, budget) => {
          const found = selectOffer(all, { strategy: chosen, messages, max_cost_eur: budget });
          const fits = all.some((one) => estimateCost(one, messages).cost <= budget);
          expect(found !== null).toBe(fits);
          if (found !== null) expect(estimateCost(found, messages).cost).toBeLessThanOrEqual(budget);
        },
      ),
    );
  });
});
