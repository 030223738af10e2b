import { refuseCalls } from "#rag/tools/refuse-calls.ts";
import { toolMessage } from "#rag/tools/tool-message.ts";

import { step } from "../ragstep.gen.ts";

/** Answers the calls that no tool can serve: unknown tools, and attachments that are not accepted, with the reason. */
export default step("ToolErr", {
  reads: ["tool_calls"],
  optional: { attachment_errors: "refuses the unknown tools alone" },
  writes: ["tool_results", "tool_messages"],
  attrs: ["error_returned", "error_type", "error_count", "refused_calls"],
  pure: true,
  run({ state, log }) {
    const problems = state.attachment_errors ?? [];
    const refused = [...refuseCalls(state.tool_calls, problems)];
    const results = new Map(refused.map((result) => [result.tool_call_id, result]));
    log({
      error_returned: true,
      error_type: problems.length > 0 ? "invalid_attachment" : "unknown_tool",
      error_count: Math.max(problems.length, refused.length),
      refused_calls: refused.length,
    });
    return {
      tool_results: refused,
      tool_messages: state.tool_calls
        .filter(({ call }) => results.has(call.id))
        .map((checked) => toolMessage(checked, results.get(checked.call.id))),
    };
  },
});
