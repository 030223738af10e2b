import { withSystemMessage } from "#rag/prompting/system-message.ts";

import { step } from "../ragstep.gen.ts";

/** Puts our instruction in the place of the client's. */
export default step("ReplaceMsg", {
  reads: ["messages", "system_prompt"],
  writes: ["messages"],
  attrs: [
    "decision",
    "action_taken",
    "replaced_count",
    "original_system_content_length",
    "new_system_content_length",
    "messages_count",
    "original_messages_count",
  ],
  pure: true,
  run({ state, log }) {
    const replaced = state.messages.filter(({ role }) => role === "system");
    const messages = withSystemMessage(state.messages, state.system_prompt);
    log({
      decision: "system_message_replaced",
      action_taken: "replace",
      replaced_count: replaced.length,
      original_system_content_length: replaced.reduce((length, { content }) => length + content.length, 0),
      new_system_content_length: state.system_prompt.length,
      messages_count: messages.length,
      original_messages_count: state.messages.length,
    });
    return { messages };
  },
});
