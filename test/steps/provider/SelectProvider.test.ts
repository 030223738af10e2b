import { describe, expect, it } from "vitest";

import SelectProvider from "../../../steps/provider/SelectProvider.ts";
import { project } from "../support/project.ts";
import { conversation } from "../support/provider-state.ts";
import { scriptedModels } from "../support/scripted-models.ts";
import { settings } from "../support/settings.ts";

describe("SelectProvider", () => {
  it("opens the choice with the installation's strategy, budget and preferences", async () => {
    const routing = {
      strategy: "QUALITY_FIRST",
      max_cost_eur: 0.5,
      preferred_provider: "cloud",
      regions: ["EU"],
    };
    const services = scriptedModels({}, { overrides: { routing } });
    const run = await project.runStep(SelectProvider, { state: { messages: conversation }, services });
    expect(run.patch).toEqual({
      routing_request: {
        strategy: "QUALITY_FIRST",
        max_cost_eur: 0.5,
        preferred_provider: "cloud",
        regions: ["EU"],
      },
    });
    expect(run.attrs).toMatchObject({
      messages_count: 2,
      routing_strategy: "QUALITY_FIRST",
      max_cost_eur: 0.5,
    });
    expect(run.next).toEqual(["RouteStrategy"]);
  });

  it("asks for the cheapest model of any region when nothing is configured", async () => {
    const run = await project.runStep(SelectProvider, {
      state: { messages: conversation },
      services: { settings: settings() },
    });
    expect(run.patch).toMatchObject({
      routing_request: { strategy: "COST_OPTIMIZED", preferred_provider: null, regions: null },
    });
  });
});
