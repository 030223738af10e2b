import { constants, gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gzipEncoding } from "../../../src/rag/streaming/gzip-encoding.ts";
import { openResponse } from "../../../src/rag/streaming/response-writer.ts";
import { createTestSink } from "./test-sink.ts";

const head = { statusCode: 200, headers: { "Content-Type": "text/event-stream" } };

describe("openResponse", () => {
  it("sends the head before the first frame, and counts frames and bytes as they are sent", async () => {
    const sink = createTestSink();
    const writer = openResponse(sink, head);
    expect(sink.head).toEqual(head);
    await writer.write("data: è\n\n");
    await writer.write("data: 🙂\n\n");
    await writer.end();
    expect(sink.text).toBe("data: è\n\ndata: 🙂\n\n");
    expect(writer).toMatchObject({ frames: 2, bytes: Buffer.byteLength("data: è\n\ndata: 🙂\n\n") });
    expect(sink.ended).toBe(true);
  });

  it("waits until the receiver has taken a frame", async () => {
    const sink = createTestSink();
    const writer = openResponse(sink, head);
    sink.holdUp();
    const writing = writer.write("data: a\n\n");
    await Promise.resolve();
    expect(writer.frames).toBe(0);
    sink.take();
    await writing;
    expect(writer.frames).toBe(1);
  });

  it("writes nothing to a receiver that has gone", async () => {
    const sink = createTestSink();
    const writer = openResponse(sink, head);
    sink.leave();
    await expect(writer.write("data: a\n\n")).rejects.toThrow("connection reset");
    expect(writer).toMatchObject({ frames: 0, bytes: 0 });
    expect(sink.writes).toBe(0);
  });
});

describe("gzipEncoding", () => {
  it("gives each frame's bytes at once, so that a client can read it before the next is written", async () => {
    const sink = createTestSink();
    const writer = openResponse(sink, head, gzipEncoding());
    let written = "";
    for (const frame of ["data: uno\n\n", "data: due\n\n"]) {
      await writer.write(frame);
      written += frame;
      // The stream has no end yet: read what is there.
      expect(gunzipSync(sink.bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8")).toBe(written);
    }
    await writer.end();
    expect(gunzipSync(sink.bytes).toString("utf8")).toBe(written);
    expect(writer.bytes).toBe(sink.bytes.length);
  });

  it("really compresses", async () => {
    const sink = createTestSink();
    const writer = openResponse(sink, head, gzipEncoding());
    const frame = `data: ${"aliquota ordinaria ".repeat(200)}\n\n`;
    await writer.write(frame);
    await writer.end();
    expect(sink.bytes.length).toBeLessThan(frame.length / 10);
  });

  it("gives back any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: "grapheme", minLength: 1 })), async (frames) => {
        const sink = createTestSink();
        const writer = openResponse(sink, head, gzipEncoding());
        for (const frame of frames) await writer.write(frame);
        await writer.end();
        expect(gunzipSync(sink.bytes).toString("utf8")).toBe(frames.join(""));
      }),
      { numRuns: 30 },
    );
  });
});
