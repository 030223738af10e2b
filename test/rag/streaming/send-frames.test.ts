import { describe, expect, it } from "vitest";
import { doneFrame, errorFrame, formatSse, heartbeatFrame } from "../../../src/rag/streaming/format-sse.ts";
import { openResponse } from "../../../src/rag/streaming/response-writer.ts";
import { sendFrames } from "../../../src/rag/streaming/send-frames.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { pushStream, streamOf } from "./sources.ts";
import { createTestSink } from "./test-sink.ts";

function setUp() {
  const sink = createTestSink();
  const clock = createFakeClock();
  const cancel = new AbortController();
  const stopped: Error[] = [];
  const writer = openResponse(sink, { statusCode: 200, headers: {} });
  const send = (frames: AsyncIterable<string>) =>
    sendFrames(frames, writer, {
      heartbeatMs: 1000,
      timeoutMs: 3500,
      clock,
      signal: cancel.signal,
      stop: (reason) => stopped.push(reason),
    });
  return { sink, clock, cancel, stopped, writer, send };
}

describe("sendFrames", () => {
  it("sends every frame, in order, and leaves the response open for the closing one", async () => {
    const { sink, writer, send, stopped } = setUp();
    expect(await send(streamOf("data: a\n\n", "data: b\n\n").stream)).toEqual({
      connected: true,
      error: null,
    });
    expect(sink.text).toBe("data: a\n\ndata: b\n\n");
    expect(sink.ended).toBe(false);
    expect(stopped).toEqual([]);
    await writer.write(doneFrame);
    expect(writer).toMatchObject({ frames: 3, bytes: Buffer.byteLength(sink.text) });
  });

  it("asks for the next frame only when the receiver has taken the one before", async () => {
    const { sink, send, clock } = setUp();
    const { stream, state } = streamOf("data: a\n\n", "data: b\n\n", "data: c\n\n");
    sink.holdUp();
    const sending = send(stream);
    await clock.advance(10);
    expect(state.read).toBe(1);
    sink.take();
    expect(await sending).toEqual({ connected: true, error: null });
    expect(state.read).toBe(3);
  });

  it("says that it is alive while nothing comes, and no more once a frame is there", async () => {
    const { sink, send, clock } = setUp();
    const { stream, push, end } = pushStream();
    const sending = send(stream);
    await clock.advance(2500);
    expect(sink.text).toBe(heartbeatFrame.repeat(2));
    push("data: a\n\n");
    await clock.advance(900);
    expect(sink.text).toBe(`${heartbeatFrame.repeat(2)}data: a\n\n`);
    end();
    expect(await sending).toEqual({ connected: true, error: null });
    expect(clock.sleeping).toBe(0);
  });

  it("gives a source up that stands still for too long, with an error frame", async () => {
    const { sink, send, clock, stopped } = setUp();
    const { stream, state } = pushStream();
    const sending = send(stream);
    await clock.advance(3500);
    expect(await sending).toEqual({ connected: true, error: "connection-timeout" });
    expect(sink.text).toBe(heartbeatFrame.repeat(3) + errorFrame("connection-timeout"));
    expect(state.closed).toBe(true);
    expect(stopped).toHaveLength(1);
  });

  it("takes a receiver for gone that does not take a frame for too long", async () => {
    const { sink, send, clock, stopped } = setUp();
    sink.holdUp();
    const sending = send(streamOf("data: a\n\n", "data: b\n\n").stream);
    await clock.advance(3500);
    expect(await sending).toEqual({ connected: false, error: null });
    expect(stopped).toHaveLength(1);
  });

  it("stops the source at once when the receiver leaves while a frame is awaited", async () => {
    const { sink, send, clock, stopped } = setUp();
    const { stream, state, push } = pushStream();
    const sending = send(stream);
    push("data: a\n\n");
    await clock.advance(10);
    sink.leave();
    expect(await sending).toEqual({ connected: false, error: null });
    expect(state.closed).toBe(true);
    expect(stopped).toHaveLength(1);
    expect(sink.text).toBe("data: a\n\n");
  });

  it("stops the source when the receiver leaves while it is being written to", async () => {
    const { sink, send, clock } = setUp();
    const { stream, state } = streamOf("data: a\n\n", "data: b\n\n");
    sink.holdUp();
    const sending = send(stream);
    await clock.advance(10);
    sink.leave();
    expect(await sending).toEqual({ connected: false, error: null });
    expect(state.closed).toBe(true);
  });

  it("reports the code of a text that broke off, whose error frame is sent once", async () => {
    const { sink, send } = setUp();
    const frames = formatSse(streamOf("a", new Error("giù")).stream, { include_id: false });
    expect(await send(frames)).toEqual({ connected: true, error: "stream-failed" });
    expect(sink.text).toBe(`data: a\n\n${errorFrame("stream-failed")}`);
  });

  it("writes the error frame itself for frames that fail otherwise", async () => {
    const { sink, send } = setUp();
    expect(await send(streamOf("data: a\n\n", new Error("giù")).stream)).toEqual({
      connected: true,
      error: "stream-failed",
    });
    expect(sink.text).toBe(`data: a\n\n${errorFrame("stream-failed")}`);
  });

  it("rejects when the run is cancelled, and stops the source", async () => {
    const { send, cancel, stopped, clock } = setUp();
    const { stream, state } = pushStream();
    const sending = send(stream);
    await clock.advance(10);
    cancel.abort(new Error("cancelled"));
    await expect(sending).rejects.toThrow("cancelled");
    expect(state.closed).toBe(true);
    expect(stopped).toHaveLength(1);
  });
});
