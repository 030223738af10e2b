import { step } from "../ragstep.gen.ts";

/** Asks whether the conversation brought a system message of its own, wherever it stands. */
export default step("CheckSysMsg", {
  reads: ["messages"],
  attrs: ["decision", "action_taken", "system_message_exists", "messages_empty", "messages_count"],
  pure: true,
  run({ state, log }) {
    const exists = state.messages.some(({ role }) => role === "system");
    log({
      decision: exists ? "system_message_exists" : "system_message_not_exists",
      action_taken: exists ? "replace" : "insert",
      system_message_exists: exists,
      messages_empty: state.messages.length === 0,
      messages_count: state.messages.length,
    });
    return exists ? "Yes" : "No";
  },
});
