import { step } from "../ragstep.gen.ts";

/** Without a question there is nothing to classify or to look up. */
export default step("MessageExists", {
  reads: ["user_query", "messages"],
  attrs: ["message_event", "message_exists", "user_message_count", "total_message_count", "content_length"],
  pure: true,
  run({ state, log }) {
    const exists = state.user_query !== "";
    log({
      message_event: exists ? "user_message_found" : "user_message_missing",
      message_exists: exists,
      user_message_count: state.messages.filter(({ role }) => role === "user").length,
      total_message_count: state.messages.length,
      content_length: state.user_query.length,
    });
    return exists ? "Yes" : "No";
  },
});
