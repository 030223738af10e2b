import { step } from "../ragstep.gen.ts";

/** Yes when the model asks for tools. */
export default step("ToolCheck", {
  reads: ["llm_answer"],
  attrs: ["has_tool_calls", "decision", "tool_call_count", "tool_names"],
  pure: true,
  run({ state, log }) {
    const calls = state.llm_answer?.tool_calls ?? [];
    const asked = calls.length > 0;
    log({
      has_tool_calls: asked,
      decision: asked ? "with_tools" : "simple_message",
      tool_call_count: calls.length,
      tool_names: calls.map(({ name }) => name),
    });
    return asked ? "Yes" : "No";
  },
});
