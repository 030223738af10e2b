import { step } from "../ragstep.gen.ts";

/** Gives every call its message, in the order of the calls; a call that nobody answered gets one that says so. */
export default step("ToolResults", {
  reads: ["tool_calls"],
  optional: { tool_results: "tells the model that no tool answered" },
  writes: ["tool_messages"],
  attrs: ["tool_name", "tool_results_processed", "has_error", "missing_results", "content_length"],
  pure: true,
  run({ state, log }) {
    const results = new Map((state.tool_results ?? []).map((result) => [result.tool_call_id, result]));
    const answered = state.tool_calls.map(({ call, problem }) => ({
      call,
      problem,
      result: results.get(call.id),
    }));
    const messages = answered.map(({ call, problem, result }) => ({
      role: "tool" as const,
      content: result?.content ?? problem ?? "Lo strumento non ha dato alcun risultato.",
      tool_call_id: call.id,
      name: call.name,
    }));
    log({
      tool_name: messages.map(({ name }) => name),
      tool_results_processed: true,
      has_error: answered.some(({ result }) => result?.ok !== true),
      missing_results: answered.filter(({ result }) => result === undefined).length,
      content_length: messages.reduce((sum, { content }) => sum + content.length, 0),
    });
    return { tool_messages: messages };
  },
});
