import { describe, expect, it } from "vitest";

import { project } from "../support/project.ts";
import { conversation } from "../support/provider-state.ts";
import { scriptedModels } from "../support/scripted-models.ts";

const choose = (routing: object) =>
  project.runLane("provider", {
    from: "SelectProvider",
    state: { messages: conversation },
    services: scriptedModels({}, { overrides: { routing } }),
  });

describe("the provider lane", () => {
  it.each([
    ["COST_OPTIMIZED", "CheapProvider", "tiny"],
    ["QUALITY_FIRST", "BestProvider", "large"],
    ["BALANCED", "BalanceProvider", "small"],
    ["FAILOVER", "PrimaryProvider", "large"],
  ])("goes by the strategy %s through %s to the model %s", async (strategy, node, model) => {
    const { path, exits, state } = await choose({ strategy, max_cost_eur: 1 });
    expect(path).toEqual([
      "SelectProvider",
      "RouteStrategy",
      "StrategyType",
      node,
      "EstimateCost",
      "CostCheck",
      "CreateProvider",
    ]);
    expect(state["model_offer"]).toMatchObject({ model });
    expect(exits).toEqual(["CheckCache"]);
  });

  it("takes a cheaper model where the best is beyond the budget", async () => {
    const { path, exits, state } = await choose({ strategy: "QUALITY_FIRST", max_cost_eur: 0.0001 });
    expect(path.at(-1)).toBe("CheaperProvider");
    expect(state["model_offer"]).toMatchObject({ provider: "local", model: "tiny" });
    expect(exits).toEqual(["CheckCache"]);
  });

  it("leaves by the error edge where no model is cheap enough", async () => {
    const { exits, state, status } = await choose({
      strategy: "QUALITY_FIRST",
      max_cost_eur: 0,
      regions: ["EU"],
    });
    expect(exits).toEqual(["Error500"]);
    expect(state["step_error"]).toMatchObject({ code: "no-provider-within-budget" });
    expect(status).toBe("completed");
  });

  it("leaves by the error edge where no model is in an allowed region", async () => {
    const { path, exits } = await choose({ regions: ["CH"] });
    expect(path).toContain("CostCheck");
    expect(exits).toEqual(["Error500"]);
  });
});
