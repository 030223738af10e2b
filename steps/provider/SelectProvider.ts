import { step } from "../ragstep.gen.ts";

/** Opens the choice of a model: strategy, budget and preferences as the installation sets them. */
export default step("SelectProvider", {
  reads: ["messages"],
  writes: ["routing_request"],
  attrs: ["messages_count", "routing_strategy", "max_cost_eur", "preferred_provider"],
  run({ state, services, log }) {
    const { strategy, max_cost_eur, preferred_provider, regions } = services.settings.routing;
    log({
      messages_count: state.messages.length,
      routing_strategy: strategy,
      max_cost_eur,
      preferred_provider: preferred_provider ?? null,
    });
    return {
      routing_request: {
        strategy,
        max_cost_eur,
        preferred_provider: preferred_provider ?? null,
        regions: regions === undefined ? null : [...regions],
      },
    };
  },
});
