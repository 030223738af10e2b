import { gzipEncoding } from "#rag/streaming/gzip-encoding.ts";
import { openResponse } from "#rag/streaming/response-writer.ts";
import { sendFrames } from "#rag/streaming/send-frames.ts";

import { step } from "../ragstep.gen.ts";

const gone = new Error("Nobody takes the stream.");

/**
 * Sends the frames, as fast as the client takes them. When the client goes away, or stands still for too long, the model
 * call is stopped. The response stays open for the closing frame.
 */
export default step("StreamResponse", {
  reads: ["sse_stream", "sse_headers", "stream_configuration", "final_answer", "validation_warnings"],
  optional: { response_sink: "sends nothing, stops the model call and says so" },
  writes: [
    "response_writer",
    "client_connected",
    "stream_error",
    "chunks_sent",
    "total_bytes",
    "status_code",
    "response_headers",
    "validation_warnings",
  ],
  attrs: [
    "response_created",
    "response_configured",
    "chunks_sent",
    "total_bytes",
    "client_connected",
    "stream_error",
  ],
  async run({ state, clock, signal, log }) {
    const { response_sink: sink, sse_headers: headers, stream_configuration: configuration } = state;
    const head = { status_code: 200, response_headers: headers };
    log({ response_created: sink !== undefined, response_configured: true });
    const stop = (reason: Error) => state.final_answer?.stop?.(reason);
    if (sink === undefined) {
      stop(gone);
      return {
        ...head,
        client_connected: false,
        stream_error: null,
        chunks_sent: 0,
        total_bytes: 0,
        validation_warnings: [
          ...state.validation_warnings,
          "Nothing was sent: the transport gave no place to send the stream to.",
        ],
      };
    }

    const encoding = configuration.enable_compression ? gzipEncoding() : undefined;
    const writer = openResponse(sink, { statusCode: head.status_code, headers }, encoding);
    const sent = await sendFrames(state.sse_stream, writer, {
      heartbeatMs: configuration.heartbeat_interval * 1000,
      timeoutMs: configuration.connection_timeout * 1000,
      clock,
      signal,
      stop,
    });
    return {
      ...head,
      response_writer: writer,
      client_connected: sent.connected,
      stream_error: sent.error,
      chunks_sent: writer.frames,
      total_bytes: writer.bytes,
    };
  },
});
