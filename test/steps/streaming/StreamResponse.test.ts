import { describe, expect, it } from "vitest";

import { formatSse } from "#rag/streaming/format-sse.ts";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import StreamResponse from "../../../steps/streaming/StreamResponse.ts";
import { comingAnswer, streamOf } from "../support/answers.ts";
import { type MemorySink, memorySink } from "../support/memory-sink.ts";
import { project } from "../support/project.ts";
import { down } from "../support/scripted-models.ts";
import { streamConfiguration } from "../support/streams.ts";

const clock = () => createFakeClock({ autoAdvance: true });
interface World {
  readonly sink?: MemorySink;
  readonly options?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly stop?: (reason: Error) => void;
  readonly clock?: ReturnType<typeof createFakeClock>;
  readonly signal?: AbortSignal;
}
const send = (chunks: AsyncIterable<string>, world: World) =>
  project.runStep(StreamResponse, {
    state: {
      sse_stream: formatSse(chunks, { include_id: false }),
      sse_headers: world.headers ?? { "Content-Type": "text/event-stream" },
      stream_configuration: streamConfiguration(world.options),
      final_answer: { ...comingAnswer(chunks), ...(world.stop ? { stop: world.stop } : {}) },
      validation_warnings: [],
      ...(world.sink ? { response_sink: world.sink } : {}),
    },
    clock: world.clock ?? clock(),
    ...(world.signal ? { signal: world.signal } : {}),
  });

describe("StreamResponse", () => {
  it("sends the head, then each frame, and counts what really went out", async () => {
    const sink = memorySink();
    const run = await send(streamOf("è", "b"), { sink });
    expect(sink.status).toBe(200);
    expect(sink.writes).toEqual(["data: è\n\n", "data: b\n\n"]);
    expect(sink.ended).toBe(false);
    expect(run.patch).toMatchObject({
      status_code: 200,
      client_connected: true,
      stream_error: null,
      chunks_sent: 2,
      total_bytes: Buffer.byteLength(sink.writes.join("")),
    });
  });

  it("sends no faster than the client takes: the source is not read ahead", async () => {
    const order: string[] = [];
    const time = clock();
    const source = (async function* () {
      for (const part of ["1", "2", "3"]) {
        order.push(`made ${part}`);
        yield part;
      }
    })();
    const sink = memorySink(async (_, index) => {
      await time.sleep(100);
      order.push(`taken ${index + 1}`);
    });
    await send(source, { sink, clock: time });
    expect(order).toEqual(["made 1", "taken 1", "made 2", "taken 2", "made 3", "taken 3"]);
  });

  it("really compresses, each frame whole", async () => {
    const readable: string[] = [];
    const sink: MemorySink = memorySink((_, index) => {
      if (index > 0) readable.push(sink.text);
    });
    const long = "parola ".repeat(200);
    const run = await send(streamOf(long, long, "fine"), {
      sink,
      options: { enable_compression: true },
      headers: { "Content-Encoding": "gzip" },
      // Stands still: compression works on a thread of its own, which a clock that jumps on does not wait for.
      clock: createFakeClock(),
    });
    expect(readable[0]).toBe(`data: ${long}\n\n`);
    expect(sink.text).toBe(`data: ${long}\n\ndata: ${long}\n\ndata: fine\n\n`);
    expect(run.patch["total_bytes"]).toBeLessThan(300);
  });

  it("says that it is alive while nothing comes", async () => {
    const time = clock();
    const slow = (async function* () {
      await time.sleep(70_000);
      yield "a";
    })();
    const sink = memorySink();
    await send(slow, { sink, clock: time });
    expect(sink.writes).toEqual([": heartbeat\n\n", ": heartbeat\n\n", "data: a\n\n"]);
  });

  it("gives a stream up that stands still for too long, and stops the model call", async () => {
    const time = clock();
    const stuck = (async function* () {
      yield "a";
      await new Promise(() => undefined);
    })();
    const reasons: Error[] = [];
    const sink = memorySink();
    const options = { heartbeat_interval: 10, connection_timeout: 25 };
    const run = await send(stuck, { sink, options, clock: time, stop: (reason) => reasons.push(reason) });
    expect(reasons).toEqual([expect.objectContaining({ code: "connection-timeout" })]);
    expect(sink.writes.at(-1)).toContain('event: error\ndata: {"code":"connection-timeout"');
    expect(run.patch).toMatchObject({ stream_error: "connection-timeout", client_connected: true });
    expect(time.monotonic()).toBe(25_000);
  });

  it("takes a client that stopped reading for gone", async () => {
    const reasons: Error[] = [];
    const sink = memorySink(() => new Promise(() => undefined));
    const run = await send(streamOf("a"), { sink, stop: (reason) => reasons.push(reason) });
    expect(run.patch).toMatchObject({ client_connected: false, chunks_sent: 0 });
    expect(reasons).toHaveLength(1);
  });

  it("stops the model call when the client goes away while a part is awaited", async () => {
    const reasons: Error[] = [];
    const sink: MemorySink = memorySink();
    const waiting = (async function* () {
      yield "a";
      sink.disconnect();
      await new Promise(() => undefined);
    })();
    const run = await send(waiting, { sink, stop: (reason) => reasons.push(reason) });
    expect(reasons).toHaveLength(1);
    expect(sink.writes).toEqual(["data: a\n\n"]);
    expect(run.status).toBe("completed");
    expect(run.patch).toMatchObject({ client_connected: false, stream_error: null, chunks_sent: 1 });
  });

  it("takes a write that fails for a client that is gone", async () => {
    const sink = memorySink(() => Promise.reject(new Error("EPIPE")));
    const run = await send(streamOf("a", "b"), { sink });
    expect(run.patch).toMatchObject({ client_connected: false, chunks_sent: 0, total_bytes: 0 });
  });

  it("ends a stream that breaks off with one error frame", async () => {
    const broken = (async function* () {
      yield "a";
      throw down;
    })();
    const sink = memorySink();
    const run = await send(broken, { sink });
    expect(sink.writes.filter((frame) => frame.startsWith("event: error"))).toHaveLength(1);
    expect(run.patch).toMatchObject({
      stream_error: "provider-unavailable",
      client_connected: true,
      chunks_sent: 2,
    });
  });

  it("stops the model call when the run is cancelled", async () => {
    const cancel = new AbortController();
    const reasons: Error[] = [];
    const waiting = (async function* () {
      yield "a";
      cancel.abort(new Error("cancelled by the test"));
      await new Promise(() => undefined);
    })();
    const run = await send(waiting, {
      sink: memorySink(),
      signal: cancel.signal,
      stop: (reason) => reasons.push(reason),
    });
    expect(run.status).toBe("cancelled");
    await new Promise((resolve) => setImmediate(resolve));
    expect(reasons).toHaveLength(1);
  });

  it("says so when there is no place to send to, and stops the model call", async () => {
    const reasons: Error[] = [];
    const run = await send(streamOf("a"), { stop: (reason) => reasons.push(reason) });
    expect(run.patch).toMatchObject({
      client_connected: false,
      chunks_sent: 0,
      validation_warnings: [expect.stringMatching(/Nothing was sent/)],
    });
    expect(reasons).toHaveLength(1);
  });
});
