import { decideStreaming } from "#rag/streaming/decide-streaming.ts";
import { readStreamOptions } from "#rag/streaming/stream-options.ts";

import { step } from "../ragstep.gen.ts";

/** Yes when the client wants a stream; then all options it gave for the stream are read, and defaults take the place of wrong ones. */
export default step("StreamCheck", {
  reads: ["validated_request", "http_request"],
  optional: { streaming: "lets body and headers decide" },
  writes: ["streaming_requested", "stream_configuration", "client_origin", "validation_warnings"],
  attrs: ["streaming_requested", "decision", "decision_source"],
  pure: true,
  run({ state, log }) {
    const { validated_request: body, http_request } = state;
    const { requested, source } = decideStreaming({
      streaming: state.streaming,
      stream: body.stream,
      accept: http_request.headers["accept"],
    });
    log({ decision: requested ? "yes" : "no", decision_source: source });
    if (!requested) return { outcome: "No", patch: { streaming_requested: false } };

    const { options, problems } = readStreamOptions(body.stream_options);
    const origin = http_request.headers["origin"];
    return {
      outcome: "Yes",
      patch: {
        streaming_requested: true,
        stream_configuration: { ...options, custom_headers: { ...options.custom_headers } },
        validation_warnings: problems.map(
          ({ option, message }) => `The stream option \`${option}\` was left out: ${message}.`,
        ),
        ...(origin === undefined ? {} : { client_origin: origin }),
      },
    };
  },
});
