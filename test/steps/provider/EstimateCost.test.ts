import { describe, expect, it } from "vitest";

import EstimateCost from "../../../steps/provider/EstimateCost.ts";
import { project } from "../support/project.ts";
import { conversation } from "../support/provider-state.ts";
import { scriptedModels, smallOffer } from "../support/scripted-models.ts";

const { models } = scriptedModels();

describe("EstimateCost", () => {
  it("estimates what the chosen model would cost", async () => {
    const state = { provider_choice: smallOffer, messages: conversation };
    const run = await project.runStep(EstimateCost, { state, services: { models } });
    const expected = models.estimate(smallOffer, conversation);
    expect(expected.cost).toBeGreaterThan(0);
    expect(run.patch).toEqual({ cost_estimate: expected });
    expect(run.attrs).toMatchObject({
      cost_estimated: true,
      estimated_cost_eur: expected.cost,
      estimated_tokens: expected.input_tokens + expected.output_tokens,
    });
  });

  it("estimates nothing where no model was found", async () => {
    const state = { provider_choice: null, messages: conversation };
    const run = await project.runStep(EstimateCost, { state, services: { models } });
    expect(run.patch).toEqual({ cost_estimate: null });
    expect(run.attrs).toMatchObject({ cost_estimated: false, estimated_cost_eur: null });
  });
});
