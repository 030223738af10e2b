import { knowledgeArguments } from "#rag/tools/catalogue.ts";
import { describeHits } from "#rag/tools/describe-findings.ts";
import { runCalls } from "#rag/tools/run-calls.ts";

import { step } from "../ragstep.gen.ts";

/** Below the step's own `timeout_ms`: a search that takes longer is a result that says so. */
const searchLimitMs = 4_000;

/** Searches the knowledge base for each call that asks for it. */
export default step("KBQueryTool", {
  reads: ["tool_calls"],
  writes: ["tool_results"],
  attrs: ["query_count", "result_count", "failed_calls"],
  async run({ state, stores, clock, signal, log }) {
    const limit = { ms: searchLimitMs, clock, signal };
    const { results, count, failed } = await runCalls(
      state.tool_calls,
      "Knowledge",
      limit,
      async (call, limited) => {
        const { query, max_results } = knowledgeArguments.parse(call.arguments);
        return describeHits(
          await stores.KnowledgeStore.search({ text: query, limit: max_results, signal: limited }),
        );
      },
    );
    log({ query_count: results.length, result_count: count, failed_calls: failed });
    return { tool_results: results };
  },
});
