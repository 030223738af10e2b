import { envelopeProblems } from "#rag/request/envelope-problems.ts";
import { readChatBody } from "#rag/request/read-chat-body.ts";

import { step } from "../ragstep.gen.ts";

/** Finds everything that is wrong with the request, and who sent it. Refuses nothing itself. */
export default step("ValidateRequest", {
  reads: ["http_request", "request_metadata"],
  writes: ["validated_request", "validation_errors", "authentication", "session_data", "user"],
  attrs: [
    "validation_successful",
    "authentication_successful",
    "session_id",
    "user_id",
    "message_count",
    "attachment_count",
    "error_count",
  ],
  async run({ state, services, log }) {
    const { headers, body } = state.http_request;
    const { request, problems } = readChatBody(body);
    const validation_errors = [
      ...envelopeProblems({ method: state.request_metadata.method, headers }),
      ...problems,
    ];
    const caller = await services.auth.authenticate(headers["authorization"]);
    const known = caller.kind === "authenticated";
    log({
      validation_successful: validation_errors.length === 0,
      authentication_successful: known,
      session_id: known ? caller.session.id : null,
      user_id: known ? caller.user.id : null,
      message_count: request.messages.length,
      attachment_count: request.attachments.length,
      error_count: validation_errors.length,
    });
    return {
      validated_request: request,
      validation_errors,
      authentication: { ok: known, code: known ? null : caller.code },
      session_data: known
        ? { id: caller.session.id, user_id: caller.session.user_id }
        : { id: null, user_id: null },
      user: known
        ? {
            id: caller.user.id,
            role: caller.user.role,
            anonymize_requests: caller.user.privacy_settings?.anonymize_requests ?? null,
          }
        : { id: "anonymous", role: "anonymous" as const, anonymize_requests: null },
    };
  },
});
