import { step } from "../ragstep.gen.ts";

function messageCount(body: unknown): number | null {
  if (typeof body !== "object" || body === null || !("messages" in body)) return null;
  return Array.isArray(body.messages) ? body.messages.length : null;
}

/** Notes what is known of the request before anything in it is believed. */
export default step("Start", {
  reads: ["http_request", "request_id"],
  writes: ["request_metadata"],
  attrs: ["workflow_started", "request_received", "entry_point", "message_count"],
  pure: true,
  run({ state, log }) {
    const { method, path, headers, body } = state.http_request;
    log({
      workflow_started: true,
      request_received: body !== undefined && body !== null,
      entry_point: "chat_api",
      message_count: messageCount(body),
    });
    return {
      request_metadata: {
        request_id: state.request_id,
        method,
        // Without its parameters: they may say more than where the request went.
        url: path.split("?", 1)[0] ?? path,
        content_type: headers["content-type"] ?? "",
        user_agent: headers["user-agent"] ?? "unknown",
      },
    };
  },
});
