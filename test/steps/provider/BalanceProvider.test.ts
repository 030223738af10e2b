import { describe, expect, it } from "vitest";

import BalanceProvider from "../../../steps/provider/BalanceProvider.ts";
import { project } from "../support/project.ts";
import { conversation, routing } from "../support/provider-state.ts";
import { smallOffer, scriptedModels } from "../support/scripted-models.ts";

const choose = async (change: Parameters<typeof routing>[0] = {}) => {
  const world = scriptedModels();
  const state = { messages: conversation, routing_request: routing(change) };
  return {
    run: await project.runStep(BalanceProvider, { state, services: world }),
    selections: world.selections,
  };
};

describe("BalanceProvider", () => {
  it("chooses by the strategy BALANCED, whatever the budget: the estimate is checked later", async () => {
    const { run, selections } = await choose({ max_cost_eur: 0 });
    expect(selections[0]).toMatchObject({ strategy: "BALANCED", messages: conversation });
    expect(selections[0]?.max_cost_eur).toBeUndefined();
    expect(run.patch).toEqual({ provider_choice: smallOffer });
    expect(run.attrs).toMatchObject({
      provider_selected: true,
      provider_type: smallOffer.provider,
      model: smallOffer.model,
      reason: null,
    });
    expect(run.next).toEqual(["EstimateCost"]);
  });

  it("stays with the preferred provider and in the allowed regions", async () => {
    const { run } = await choose({ preferred_provider: "local", regions: ["EU", "local"] });
    expect(run.patch).toMatchObject({ provider_choice: { provider: "local" } });
    const inEurope = await choose({ preferred_provider: "local", regions: ["EU"] });
    expect(inEurope.run.patch).toMatchObject({ provider_choice: { provider: "cloud" } });
  });

  it("chooses nothing, and says so, when no offer is in an allowed region", async () => {
    const { run } = await choose({ regions: ["Mars"] });
    expect(run.patch).toEqual({ provider_choice: null });
    expect(run.attrs).toMatchObject({
      provider_selected: false,
      model: null,
      reason: "no_provider_available",
    });
  });
});
