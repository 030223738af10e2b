import { withSystemMessage } from "#rag/prompting/system-message.ts";

import { step } from "../ragstep.gen.ts";

/** Puts our instruction at the head of a conversation that has none. */
export default step("InsertMsg", {
  reads: ["messages", "system_prompt"],
  writes: ["messages"],
  attrs: [
    "decision",
    "action_taken",
    "messages_empty",
    "original_messages_count",
    "messages_count",
    "insert_position",
    "system_content_length",
  ],
  pure: true,
  run({ state, log }) {
    const messages = withSystemMessage(state.messages, state.system_prompt);
    log({
      decision: "system_message_inserted",
      action_taken: "insert",
      messages_empty: state.messages.length === 0,
      original_messages_count: state.messages.length,
      messages_count: messages.length,
      insert_position: 0,
      system_content_length: state.system_prompt.length,
    });
    return { messages };
  },
});
