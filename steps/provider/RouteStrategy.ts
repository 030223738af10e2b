import { step } from "../ragstep.gen.ts";

/** Brings the strategy's name into the spelling that the diagram's labels have. */
export default step("RouteStrategy", {
  reads: ["routing_request"],
  writes: ["routing_strategy"],
  attrs: ["routing_applied", "routing_strategy", "max_cost_eur", "preferred_provider"],
  pure: true,
  run({ state, log }) {
    const { strategy, max_cost_eur, preferred_provider } = state.routing_request;
    log({ routing_applied: true, max_cost_eur, preferred_provider });
    return { routing_strategy: strategy.trim().toUpperCase() };
  },
});
