import { confidenceScores, faqArguments } from "#rag/tools/catalogue.ts";
import { describeMatches } from "#rag/tools/describe-findings.ts";
import { runCalls } from "#rag/tools/run-calls.ts";

import { step } from "../ragstep.gen.ts";

const lookupLimitMs = 4_000;

/** Looks for golden answers for each call that asks for them. */
export default step("FAQQuery", {
  reads: ["tool_calls"],
  writes: ["tool_results"],
  attrs: ["query_count", "match_count", "failed_calls"],
  async run({ state, stores, clock, signal, log }) {
    const limit = { ms: lookupLimitMs, clock, signal };
    const { results, count, failed } = await runCalls(state.tool_calls, "FAQ", limit, async (call) => {
      const { query, max_results, min_confidence } = faqArguments.parse(call.arguments);
      const min_score = confidenceScores[min_confidence];
      return describeMatches(await stores.GoldenSetDB.matchSimilar(query, { limit: max_results, min_score }));
    });
    log({ query_count: results.length, match_count: count, failed_calls: failed });
    return { tool_results: results };
  },
});
