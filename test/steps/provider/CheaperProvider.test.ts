import { describe, expect, it } from "vitest";

import CheaperProvider from "../../../steps/provider/CheaperProvider.ts";
import { project } from "../support/project.ts";
import { conversation, routing } from "../support/provider-state.ts";
import { largeOffer, scriptedModels, tinyOffer } from "../support/scripted-models.ts";

const find = (change: Parameters<typeof routing>[0] = {}) =>
  project.runStep(CheaperProvider, {
    state: { messages: conversation, routing_request: routing(change), provider_choice: largeOffer },
    services: scriptedModels(),
  });

describe("CheaperProvider", () => {
  it("finds the cheapest model within the budget, whoever offers it", async () => {
    const run = await find({ preferred_provider: "cloud", max_cost_eur: 0 });
    expect(run.patch).toEqual({ model_offer: tinyOffer });
    expect(run.attrs).toMatchObject({
      cheaper_provider_found: true,
      provider_type: "local",
      original_provider_type: "cloud",
      original_model: "large",
    });
    expect(run.next).toEqual(["CheckCache"]);
  });

  it("fails, and goes to the error response, when no model is cheap enough in the allowed regions", async () => {
    const run = await find({ regions: ["EU"], max_cost_eur: 0 });
    expect(run.state["step_error"]).toMatchObject({
      code: "no-provider-within-budget",
      node: "CheaperProvider",
    });
    expect(run.state["model_offer"]).toBeUndefined();
    expect(run.events).toContainEqual(expect.objectContaining({ type: "edge-taken", target: "Error500" }));
    expect(run.line).toContain('"processing_stage":"failed"');
  });
});
