import { step } from "../ragstep.gen.ts";

/** The model's request for tools as a message. Every call gets an id of its own: results are matched by it. */
export default step("ConvertAIMsg", {
  reads: ["llm_answer"],
  writes: ["assistant_message"],
  attrs: ["conversion_successful", "message_type", "has_tool_calls", "tool_call_count"],
  pure: true,
  run({ state, ids, log }) {
    const seen = new Set<string>();
    const calls = (state.llm_answer?.tool_calls ?? []).map((call) => {
      const id = call.id === "" || seen.has(call.id) ? ids.next("call") : call.id;
      seen.add(id);
      return { ...call, id };
    });
    log({
      conversion_successful: true,
      message_type: "assistant",
      has_tool_calls: calls.length > 0,
      tool_call_count: calls.length,
    });
    return {
      assistant_message: {
        role: "assistant",
        content: state.llm_answer?.whole?.text ?? "",
        tool_calls: calls,
      },
    };
  },
});
