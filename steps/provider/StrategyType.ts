import { step } from "../ragstep.gen.ts";

/** Follows the strategy; an unknown one is balanced, and says so. */
export default step("StrategyType", {
  reads: ["routing_strategy"],
  attrs: ["decision", "routing_strategy", "fallback_reason"],
  pure: true,
  run({ state, log }) {
    switch (state.routing_strategy) {
      case "COST_OPTIMIZED":
      case "QUALITY_FIRST":
      case "BALANCED":
      case "FAILOVER":
        log({ decision: `routing_to_${state.routing_strategy.toLowerCase()}` });
        return state.routing_strategy;
      default:
        log({ decision: "routing_fallback_to_balanced", fallback_reason: "unknown_strategy" });
        return "BALANCED";
    }
  },
});
