import { describe, expect, it } from "vitest";

import FailoverProvider from "../../../steps/llm/FailoverProvider.ts";
import { project } from "../support/project.ts";
import { conversation, routing } from "../support/provider-state.ts";
import { largeOffer, scriptedModels, smallOffer, tinyOffer } from "../support/scripted-models.ts";

const failOver = async (tried_offers: readonly string[], change: Parameters<typeof routing>[0] = {}) => {
  const world = scriptedModels();
  const state = {
    messages: conversation,
    routing_request: routing(change),
    tried_offers,
    model_offer: smallOffer,
  };
  return {
    run: await project.runStep(FailoverProvider, { state, services: world }),
    selections: world.selections,
  };
};

describe("FailoverProvider", () => {
  it("takes a model of a provider that has not failed, within twice the budget", async () => {
    const { run, selections } = await failOver(["cloud/small", "cloud/small"], { max_cost_eur: 0.5 });
    expect(run.patch).toEqual({ model_offer: tinyOffer });
    expect(selections[0]).toMatchObject({ strategy: "FAILOVER", max_cost_eur: 1 });
    expect(run.attrs).toMatchObject({
      provider_obtained: true,
      is_failover: true,
      provider_type: "local",
      max_cost_eur: 1,
    });
    expect(run.next).toEqual(["LLMCall"]);
  });

  it("takes another model of the same provider when no other provider is allowed", async () => {
    const { run } = await failOver(["cloud/small"], { regions: ["EU"], max_cost_eur: 1 });
    expect(run.patch).toEqual({ model_offer: largeOffer });
  });

  it("keeps the model, and says so, when there is no other", async () => {
    const { run } = await failOver(["cloud/small"], { regions: ["EU"], max_cost_eur: 0 });
    expect(run.patch).toEqual({ model_offer: smallOffer });
    expect(run.attrs).toMatchObject({
      provider_obtained: false,
      is_failover: false,
      reason: "no_other_provider",
    });
  });
});
