import { describe, expect, it } from "vitest";

import StrategyType from "../../../steps/provider/StrategyType.ts";
import { project } from "../support/project.ts";

describe("StrategyType", () => {
  it.each([
    ["COST_OPTIMIZED", "CheapProvider"],
    ["QUALITY_FIRST", "BestProvider"],
    ["BALANCED", "BalanceProvider"],
    ["FAILOVER", "PrimaryProvider"],
  ])("sends %s to %s", async (routing_strategy, next) => {
    const run = await project.runStep(StrategyType, { state: { routing_strategy } });
    expect(run.outcome).toBe(routing_strategy);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({
      decision: `routing_to_${routing_strategy.toLowerCase()}`,
      fallback_reason: null,
    });
  });

  it("balances when the strategy is unknown, and says why", async () => {
    const run = await project.runStep(StrategyType, { state: { routing_strategy: "FASTEST" } });
    expect(run.next).toEqual(["BalanceProvider"]);
    expect(run.attrs).toMatchObject({
      decision: "routing_fallback_to_balanced",
      routing_strategy: "FASTEST",
      fallback_reason: "unknown_strategy",
    });
  });
});
