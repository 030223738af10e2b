import { step } from "../ragstep.gen.ts";

/** Yes when the estimate is at most the budget. Without a model there is no estimate, so the wider search goes on. */
export default step("CostCheck", {
  reads: ["cost_estimate", "routing_request"],
  attrs: ["within_budget", "decision", "estimated_cost", "max_cost_eur", "cost_difference"],
  pure: true,
  run({ state, log }) {
    const cost = state.cost_estimate?.cost ?? null;
    const { max_cost_eur } = state.routing_request;
    const within = cost !== null && cost <= max_cost_eur;
    log({
      within_budget: within,
      decision: within ? "cost_within_budget" : cost === null ? "no_estimate" : "cost_over_budget",
      estimated_cost: cost,
      max_cost_eur,
      cost_difference: cost === null ? null : max_cost_eur - cost,
    });
    return within ? "Yes" : "No";
  },
});
