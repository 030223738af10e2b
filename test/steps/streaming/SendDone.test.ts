import { describe, expect, it } from "vitest";

import { gzipEncoding } from "#rag/streaming/gzip-encoding.ts";
import { openResponse } from "#rag/streaming/response-writer.ts";

import SendDone from "../../../steps/streaming/SendDone.ts";
import { memorySink } from "../support/memory-sink.ts";
import { project } from "../support/project.ts";

const base = { client_connected: true, stream_error: null, chunks_sent: 1, total_bytes: 9 };

describe("SendDone", () => {
  it("sends the closing frame after the last byte of the body, then closes", async () => {
    const sink = memorySink();
    const response_writer = openResponse(sink, { statusCode: 200, headers: {} });
    await response_writer.write("data: a\n\n");
    const run = await project.runStep(SendDone, { state: { ...base, response_writer } });
    expect(sink.writes).toEqual(["data: a\n\n", "data: [DONE]\n\n"]);
    expect(sink.ended).toBe(true);
    expect(run.patch).toEqual({ done_sent: true, client_connected: true, chunks_sent: 2, total_bytes: 23 });
    expect(run.attrs).toMatchObject({
      streaming_event: "done_frame_sent",
      done_sent: true,
      chunks_sent: 2,
      total_bytes: 23,
    });
  });

  it("closes a compressed body, so that it can be unpacked to its end", async () => {
    const sink = memorySink();
    const headers = { "Content-Encoding": "gzip" };
    const response_writer = openResponse(sink, { statusCode: 200, headers }, gzipEncoding());
    await response_writer.write("data: a\n\n");
    await project.runStep(SendDone, { state: { ...base, response_writer } });
    expect(sink.text).toBe("data: a\n\ndata: [DONE]\n\n");
  });

  it("closes without the closing frame when an error frame ended the stream", async () => {
    const sink = memorySink();
    const response_writer = openResponse(sink, { statusCode: 200, headers: {} });
    const run = await project.runStep(SendDone, {
      state: { ...base, stream_error: "provider-failed", response_writer },
    });
    expect(sink.writes).toEqual([]);
    expect(sink.ended).toBe(true);
    expect(run.attrs).toMatchObject({
      done_sent: false,
      streaming_event: "done_frame_left_out",
      error_message: "provider-failed",
    });
  });

  it("never writes on a closed connection, also when it closed just now", async () => {
    const sink = memorySink();
    const response_writer = openResponse(sink, { statusCode: 200, headers: {} });
    sink.disconnect();
    const run = await project.runStep(SendDone, { state: { ...base, response_writer } });
    expect(sink.writes).toEqual([]);
    expect(run.patch).toMatchObject({ done_sent: false, client_connected: false });
  });

  it("does not claim to have sent what the client did not take", async () => {
    const sink = memorySink(() => Promise.reject(new Error("EPIPE")));
    const response_writer = openResponse(sink, { statusCode: 200, headers: {} });
    const run = await project.runStep(SendDone, { state: { ...base, response_writer } });
    expect(run.patch).toMatchObject({ done_sent: false, client_connected: false });
    expect(run.status).toBe("completed");
  });

  it("claims nothing when there was no place to send to", async () => {
    const run = await project.runStep(SendDone, {
      state: { ...base, client_connected: false, chunks_sent: 0, total_bytes: 0 },
    });
    expect(run.patch).toEqual({ done_sent: false, client_connected: false, chunks_sent: 0, total_bytes: 0 });
  });
});
