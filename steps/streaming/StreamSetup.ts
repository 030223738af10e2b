import { buildSseHeaders } from "#rag/streaming/build-sse-headers.ts";

import { step } from "../ragstep.gen.ts";

/** Prepares headers and context of the event stream. What looks wrong is noted and blocks nothing. */
export default step("StreamSetup", {
  reads: [
    "streaming_requested",
    "stream_configuration",
    "processed_messages",
    "session_data",
    "response_metadata",
    "validation_warnings",
  ],
  optional: { client_origin: "takes the client for a program, which needs no CORS header" },
  writes: ["sse_headers", "stream_context", "streaming_setup", "validation_warnings"],
  attrs: ["streaming_requested", "streaming_setup", "headers_configured", "stream_context_prepared"],
  run({ state, services, log, emit }) {
    const {
      stream_configuration: configuration,
      session_data,
      processed_messages,
      response_metadata,
    } = state;
    const { headers, warnings } = buildSseHeaders({
      ...configuration,
      origin: state.client_origin,
      allowed_origins: services.settings.streaming.allowed_origins,
    });
    const found = [
      ...warnings,
      ...(state.streaming_requested ? [] : ["A stream is set up although none was requested."]),
      ...(processed_messages.length > 0 ? [] : ["There is no message to stream an answer to."]),
      ...(session_data.id !== null ? [] : ["The stream belongs to no session."]),
    ];
    for (const message of found) emit("warning", { message });
    log({ headers_configured: Object.keys(headers).length, stream_context_prepared: true });
    return {
      sse_headers: headers,
      stream_context: {
        session_id: session_data.id,
        user_id: session_data.user_id,
        provider: response_metadata.provider,
        model: response_metadata.model,
        streaming_enabled: state.streaming_requested,
        message_count: processed_messages.length,
      },
      streaming_setup: "configured",
      validation_warnings: [...state.validation_warnings, ...found],
    };
  },
});
