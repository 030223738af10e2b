import { italianDate } from "#rag/ccnl/calendar.ts";
import { describeLookup, describeUnknown } from "#rag/ccnl/describe-lookup.ts";
import { keepLookup, type KeptLookup } from "#rag/ccnl/kept-lookup.ts";
import { lookUp } from "#rag/ccnl/lookup.ts";
import { ccnlArguments } from "#rag/ccnl/request.ts";
import { runCalls } from "#rag/tools/run-calls.ts";

import { step } from "../ragstep.gen.ts";

const lookupLimitMs = 4_000;

/** Looks up what the labour agreements say for each call that asks for it, and keeps what a calculation is to be made under. */
export default step("CCNLQuery", {
  reads: ["tool_calls"],
  writes: ["tool_results", "ccnl_lookups"],
  attrs: ["query_type", "sector", "success", "query_count", "failed_calls"],
  async run({ state, stores, clock, signal, log }) {
    const limit = { ms: lookupLimitMs, clock, signal };
    const kept: KeptLookup[] = [];
    const asked: { topic: string; agreement: string }[] = [];
    const { results, failed } = await runCalls(state.tool_calls, "CCNL", limit, async (call) => {
      const args = ccnlArguments.parse(call.arguments);
      const found = lookUp(args, await stores.CCNLDatabase.agreements(), italianDate(clock.now()));
      const lookup = found.kind === "found" ? found.lookup : undefined;
      const calculation =
        args.calculation === undefined ? undefined : keepLookup(call.id, lookup, args.calculation);
      if (calculation !== undefined) kept.push(calculation);
      if (found.kind === "unknown")
        return calculation === undefined
          ? describeUnknown(found.reason)
          : { content: "", passages: [], count: 0 };
      asked.push({ topic: found.lookup.topic ?? "overview", agreement: found.lookup.agreement.id });
      return describeLookup(found.lookup);
    });
    log({
      query_type: asked.map(({ topic }) => topic),
      sector: asked.map(({ agreement }) => agreement),
      success: failed === 0,
      query_count: results.length,
      failed_calls: failed,
    });
    return { tool_results: results, ccnl_lookups: kept };
  },
});
