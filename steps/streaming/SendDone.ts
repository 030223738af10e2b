import { doneFrame } from "#rag/streaming/format-sse.ts";

import { step } from "../ragstep.gen.ts";

/** Closes the stream. The closing frame tells the client that the answer is whole, so it is left out when it is not. */
export default step("SendDone", {
  reads: ["client_connected", "stream_error", "chunks_sent", "total_bytes"],
  optional: { response_writer: "has nothing to close" },
  writes: ["done_sent", "client_connected", "chunks_sent", "total_bytes"],
  attrs: [
    "streaming_event",
    "streaming_format",
    "chunks_sent",
    "total_bytes",
    "done_sent",
    "client_connected",
    "error_message",
  ],
  async run({ state, log }) {
    const { response_writer: writer, stream_error } = state;
    let connected = state.client_connected && writer?.closed.aborted !== true;
    let done_sent = false;
    if (writer !== undefined && connected) {
      try {
        if (stream_error === null) {
          await writer.write(doneFrame);
          done_sent = true;
        }
        await writer.end();
      } catch {
        connected = false;
      }
    }
    log({
      streaming_event: done_sent ? "done_frame_sent" : "done_frame_left_out",
      streaming_format: "sse",
      error_message: stream_error ?? (connected ? null : "client-disconnected"),
    });
    return {
      done_sent,
      client_connected: connected,
      chunks_sent: writer?.frames ?? state.chunks_sent,
      total_bytes: writer?.bytes ?? state.total_bytes,
    };
  },
});
