import { calculate } from "#rag/ccnl/calculations/calculate.ts";
import { withCalculation } from "#rag/ccnl/describe-lookup.ts";
import { restoreLookup } from "#rag/ccnl/kept-lookup.ts";

import { step } from "../ragstep.gen.ts";

/** Adds to each result the calculation that its call asks for; passes on the others. */
export default step("CCNLCalc", {
  reads: ["tool_results", "ccnl_lookups"],
  writes: ["tool_results"],
  attrs: ["calculation_success", "calculation_count", "calculation_kinds"],
  pure: true,
  run({ state, log }) {
    const lookups = new Map(state.ccnl_lookups.map((kept) => [kept.tool_call_id, kept]));
    let failed = 0;
    const tool_results = state.tool_results.map((result) => {
      const kept = lookups.get(result.tool_call_id);
      if (kept === undefined) return result;
      const lookup = restoreLookup(kept);
      const calculation = calculate(kept.calculation, lookup);
      if (calculation.kind === "missing") failed++;
      return withCalculation(result, lookup?.agreement, calculation);
    });
    log({
      calculation_success: failed === 0,
      calculation_count: lookups.size,
      calculation_kinds: state.ccnl_lookups.map(({ calculation }) => calculation.kind),
    });
    return { tool_results };
  },
});
