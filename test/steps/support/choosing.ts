import { describe, expect, it } from "vitest";

import type { ModelOffer, RoutingStrategy } from "#rag/llm/types.ts";

import { project } from "./project.ts";
import { conversation, routing } from "./provider-state.ts";
import { scriptedModels } from "./scripted-models.ts";

/** What holds of each step that chooses an offer by one strategy; `best` is the offer that it takes when all are allowed. */
export function itChoosesBy(
  strategy: RoutingStrategy,
  step: Parameters<typeof project.runStep>[0],
  best: ModelOffer,
): void {
  const choose = async (change: Parameters<typeof routing>[0] = {}) => {
    const world = scriptedModels();
    const state = { messages: conversation, routing_request: routing(change) };
    return { run: await project.runStep(step, { state, services: world }), selections: world.selections };
  };

  describe(`the choice by ${strategy}`, () => {
    it("is made whatever the budget: the estimate is checked later", async () => {
      const { run, selections } = await choose({ max_cost_eur: 0 });
      expect(selections[0]).toMatchObject({ strategy, messages: conversation });
      expect(selections[0]?.max_cost_eur).toBeUndefined();
      expect(run.patch).toEqual({ provider_choice: best });
      expect(run.attrs).toMatchObject({
        provider_selected: true,
        provider_type: best.provider,
        model: best.model,
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

    it("is of nothing, and says so, when no offer is in an allowed region", async () => {
      const { run } = await choose({ regions: ["Mars"] });
      expect(run.patch).toEqual({ provider_choice: null });
      expect(run.attrs).toMatchObject({
        provider_selected: false,
        model: null,
        reason: "no_provider_available",
      });
    });
  });
}
