import { step } from "../ragstep.gen.ts";

/** The conversation as a client keeps it: what users and the assistant said, with this answer once it is whole. */
export default step("ProcessMsg", {
  reads: ["messages", "response_content"],
  writes: ["processed_messages"],
  attrs: ["original_message_count", "processed_message_count"],
  pure: true,
  run({ state, log }) {
    const processed = state.messages
      .filter(({ role, content }) => (role === "user" || role === "assistant") && content !== "")
      .map(({ role, content }) => ({ role, content }));
    if (state.response_content !== null)
      processed.push({ role: "assistant", content: state.response_content });
    log({ original_message_count: state.messages.length, processed_message_count: processed.length });
    return { processed_messages: processed };
  },
});
