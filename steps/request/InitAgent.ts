import { step } from "../ragstep.gen.ts";

/** Starts the workflow on the conversation, anonymized where it has been. */
export default step("InitAgent", {
  reads: ["validated_request", "session_data"],
  optional: { anonymized_messages: "The conversation goes on as the client wrote it: anonymization is off." },
  writes: ["raw_messages", "processing_started_at"],
  attrs: [
    "workflow_initialized",
    "agent_ready",
    "message_count",
    "session_id",
    "user_id",
    "privacy_processed",
  ],
  pure: true,
  run({ state, clock, log }) {
    const { validated_request, anonymized_messages, session_data } = state;
    const raw_messages = anonymized_messages ?? validated_request.messages;
    log({
      workflow_initialized: true,
      agent_ready: raw_messages.length > 0,
      message_count: raw_messages.length,
      session_id: session_data.id,
      user_id: session_data.user_id,
      privacy_processed: anonymized_messages !== undefined,
    });
    return { raw_messages, processing_started_at: clock.now() };
  },
});
