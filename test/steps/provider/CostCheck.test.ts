import { describe, expect, it } from "vitest";

import CostCheck from "../../../steps/provider/CostCheck.ts";
import { project } from "../support/project.ts";
import { routing } from "../support/provider-state.ts";

const check = (cost: number | null) =>
  project.runStep(CostCheck, {
    state: {
      cost_estimate: cost === null ? null : { input_tokens: 1, output_tokens: 1, cost },
      routing_request: routing({ max_cost_eur: 0.02 }),
    },
  });

describe("CostCheck", () => {
  it.each([[0], [0.01], [0.02]])("lets a cost of %f within the budget of 0.02 through", async (cost) => {
    const run = await check(cost);
    expect(run.outcome).toBe("Yes");
    expect(run.next).toEqual(["CreateProvider"]);
    expect(run.attrs).toMatchObject({
      within_budget: true,
      decision: "cost_within_budget",
      estimated_cost: cost,
    });
  });

  it("looks for a cheaper model above the budget", async () => {
    const run = await check(0.05);
    expect(run.outcome).toBe("No");
    expect(run.next).toEqual(["CheaperProvider"]);
    expect(run.attrs).toMatchObject({ decision: "cost_over_budget", cost_difference: 0.02 - 0.05 });
  });

  it("looks further when no model was found", async () => {
    const run = await check(null);
    expect(run.outcome).toBe("No");
    expect(run.attrs).toMatchObject({ decision: "no_estimate", cost_difference: null });
  });
});
