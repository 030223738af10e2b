import { step } from "../ragstep.gen.ts";

/** The model's answer as a message: whole when it was collected, otherwise as the stream that it still is. */
export default step("SimpleAIMsg", {
  reads: ["llm_answer"],
  writes: ["assistant_message", "final_answer", "response_content"],
  attrs: ["conversion_successful", "message_type", "has_tool_calls", "tool_call_count", "still_coming"],
  pure: true,
  run({ state, log }) {
    const { llm_answer: answer } = state;
    const text = answer?.whole?.text ?? null;
    log({
      conversion_successful: true,
      message_type: "assistant",
      has_tool_calls: false,
      tool_call_count: 0,
      still_coming: text === null,
    });
    return {
      assistant_message: { role: "assistant", content: text ?? "" },
      final_answer: text === null ? answer : null,
      response_content: text,
    };
  },
});
