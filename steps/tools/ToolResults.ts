import { isRefused, toolMessage } from "#rag/tools/tool-message.ts";

import { step } from "../ragstep.gen.ts";

/** Gives every call that a tool took its message, in the order of the calls; one that was not answered gets one that says so. */
export default step("ToolResults", {
  reads: ["tool_calls"],
  optional: { tool_results: "tells the model that no tool answered" },
  writes: ["tool_messages"],
  attrs: ["tool_name", "tool_results_processed", "has_error", "missing_results", "content_length"],
  pure: true,
  run({ state, log }) {
    const results = new Map((state.tool_results ?? []).map((result) => [result.tool_call_id, result]));
    const taken = state.tool_calls.filter((checked) => !isRefused(checked, results.has(checked.call.id)));
    const answered = taken.map((checked) => ({ ...checked, result: results.get(checked.call.id) }));
    const messages = answered.map((checked) => toolMessage(checked, checked.result));
    log({
      tool_name: taken.map(({ call }) => call.name),
      tool_results_processed: true,
      has_error: answered.some(({ result }) => result?.ok !== true),
      missing_results: answered.filter(({ result }) => result === undefined).length,
      content_length: messages.reduce((sum, { content }) => sum + content.length, 0),
    });
    return { tool_messages: messages };
  },
});
