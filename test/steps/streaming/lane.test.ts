import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { answeringWorld } from "../support/answering.ts";
import { type MemorySink, memorySink } from "../support/memory-sink.ts";
import { accepted } from "../support/requests.ts";

const twenty = Array.from({ length: 20 }, (_, index) => `parola${index + 1} `);
/** A body that asks for a stream. */
const asking = (stream_options: object = { include_metadata: false }) => ({
  ...accepted([]),
  stream: true,
  stream_options,
});
/** The text that a client reads out of frames. */
const textOf = (sink: MemorySink) =>
  sink.text
    .split("\n\n")
    .filter((frame) => frame.startsWith("data: "))
    .map((frame) => frame.slice("data: ".length))
    .join("");

describe("the streaming lane", () => {
  it("leaves to the JSON answer when no stream is wanted", async () => {
    const { answer } = await answeringWorld({ cloud: [{ text: "ok" }] });
    const { path } = await answer({ response_sink: memorySink() });
    expect(path).toContain("StreamCheck");
    expect(path).not.toContain("StreamSetup");
  });

  it("walks from the setup to the closing frame in the drawn order", async () => {
    const { answer } = await answeringWorld({ cloud: [{ text: "ok" }] });
    const sink = memorySink();
    const { path, lines, state } = await answer({
      validated_request: asking(),
      response_sink: sink,
    });
    const from = path.indexOf("StreamCheck");
    expect(path.slice(from)).toEqual([
      "StreamCheck",
      "StreamSetup",
      "AsyncGen",
      "SinglePass",
      "WriteSSE",
      "StreamResponse",
      "SendDone",
      "CollectMetrics",
      "End",
    ]);
    expect(lines.find((line) => line.startsWith("RAG STEP 105 "))).toContain(
      '"streaming_requested":true,"streaming_setup":"configured","headers_configured":6,"stream_context_prepared":true,"next_step":"AsyncGen"',
    );
    expect(sink.writes).toEqual(["data: ok\n\n", "data: [DONE]\n\n"]);
    expect(state).toMatchObject({
      done_sent: true,
      chunks_sent: 2,
      total_bytes: 24,
      validation_warnings: [],
    });
  });

  it("sends the first frame of a 20-token answer at 50 ms a token before the third token is written", async () => {
    const world = await answeringWorld({ cloud: [{ tokens: twenty, delay_ms: 50 }] });
    const times: number[] = [];
    const sink = memorySink(() => void times.push(world.clock.monotonic()));
    await world.answer({
      validated_request: asking(),
      response_sink: sink,
    });
    expect(times[0]).toBeLessThan(150);
    // Each further frame leaves when its token is there, none waits for the rest of the answer.
    expect(times.slice(0, 20)).toEqual(twenty.map((_, index) => (index + 1) * 50));
    expect(textOf(sink)).toBe(`${twenty.join("")}[DONE]`);
  });

  it("turns a failure after the first token into an error frame, and sends no closing frame", async () => {
    const world = await answeringWorld({
      cloud: [
        { tokens: twenty, delay_ms: 50, fail: { after_tokens: 3, status: 503, message: "10.0.0.7" } },
        { text: "again" },
      ],
    });
    const sink = memorySink();
    const { state, path, status } = await world.answer({
      streaming: { requested: true },
      response_sink: sink,
    });
    expect(sink.writes).toHaveLength(4);
    expect(sink.writes[3]).toMatch(/^event: error\ndata: \{"code":"provider-/);
    expect(sink.text).not.toContain("10.0.0.7");
    expect(sink.text).not.toContain("[DONE]");
    expect(sink.ended).toBe(true);
    expect(world.requests).toHaveLength(1);
    expect(state).toMatchObject({
      done_sent: false,
      stream_error: expect.stringMatching(/^provider-/),
      client_connected: true,
    });
    expect(path.at(-1)).toBe("End");
    expect(status).toBe("completed");
    expect(world.rows("response_cache")).toEqual([]);
  });

  it("stops the model call when the client goes away, and keeps nothing of the answer", async () => {
    const world = await answeringWorld({ cloud: [{ tokens: twenty, delay_ms: 50 }] });
    const sink: MemorySink = memorySink((_, index) => {
      if (index === 2) sink.disconnect();
    });
    const { state, path } = await world.answer({ streaming: { requested: true }, response_sink: sink });
    await expect(world.answers[0]?.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
    expect(world.clock.monotonic()).toBe(150);
    expect(state).toMatchObject({ client_connected: false, done_sent: false });
    expect(sink.text).not.toContain("[DONE]");
    expect(path.at(-1)).toBe("End");
    expect(world.rows("response_cache")).toEqual([]);
    expect(world.rows("usage_call")).toEqual([]);
  });

  it("stops the model call when the run is cancelled in the middle of the stream", async () => {
    const world = await answeringWorld({ cloud: [{ tokens: twenty, delay_ms: 50 }] });
    const cancel = new AbortController();
    const sink = memorySink((_, index) => {
      if (index === 2) cancel.abort();
    });
    const { status } = await world.answer(
      { streaming: { requested: true }, response_sink: sink },
      "CheckCache",
      cancel.signal,
    );
    expect(status).toBe("cancelled");
    await expect(world.answers[0]?.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
  });

  it("says that it is alive while the model thinks, and gives up when it thinks for too long", async () => {
    const slow = { tokens: ["Un", "'imposta"], delay_ms: 45_000 };
    const world = await answeringWorld({ cloud: [slow] });
    const sink = memorySink();
    const stream_options = { heartbeat_interval: 20, connection_timeout: 44, include_metadata: false };
    const { state } = await world.answer({
      validated_request: asking(stream_options),
      response_sink: sink,
    });
    expect(sink.writes).toEqual([
      "data: Un\n\n",
      ": heartbeat\n\n",
      ": heartbeat\n\n",
      expect.stringContaining('"code":"connection-timeout"'),
    ]);
    expect(state).toMatchObject({ stream_error: "connection-timeout", done_sent: false });
    await expect(world.answers[0]?.completion).rejects.toBeDefined();
  });

  it("streams a cached answer in the same form, and closes it", async () => {
    const world = await answeringWorld({ cloud: [{ text: "Un'imposta." }] });
    await world.answer();
    const sink = memorySink();
    const stream_options = { chunk_size: 4, include_metadata: false };
    await world.answer({
      validated_request: asking(stream_options),
      response_sink: sink,
    });
    expect(sink.writes).toEqual(["data: Un'i\n\n", "data: mpos\n\n", "data: ta.\n\n", "data: [DONE]\n\n"]);
    expect(world.requests).toHaveLength(1);
  });

  it("streams what a client asked for: compressed, numbered, with metadata and usage at the end", async () => {
    const world = await answeringWorld({ cloud: [{ text: "Un'imposta." }] }, { clock: createFakeClock() });
    const sink = memorySink();
    const stream_options = {
      enable_compression: true,
      include_id: true,
      retry_ms: 100,
      include_usage: true,
      event: "answer",
      custom_headers: { "X-Trace": "7" },
    };
    await world.answer({ validated_request: asking(stream_options), response_sink: sink });
    expect(sink.headers).toMatchObject({ "Content-Encoding": "gzip", "X-Trace": "7" });
    const frames = sink.text.split("\n\n");
    expect(frames[0]).toBe("event: answer\nid: 0\nretry: 100\ndata: Un'imposta.");
    expect(frames[1]).toMatch(/^event: metadata\nid: 1\ndata: \{"citations":\[\{/);
    expect(frames[2]).toMatch(/^event: usage\nid: 2\ndata: \{"input_tokens":\d+,"output_tokens":\d+\}$/);
    expect(frames.slice(3)).toEqual(["data: [DONE]", ""]);
  });

  it("sends nothing, and says so, where the transport gave no place to send to", async () => {
    const world = await answeringWorld({ cloud: [{ tokens: twenty, delay_ms: 50 }] });
    const { state, status } = await world.answer({ streaming: { requested: true } });
    expect(status).toBe("completed");
    expect(state).toMatchObject({
      done_sent: false,
      validation_warnings: [expect.stringMatching(/Nothing was sent/)],
    });
    await expect(world.answers[0]?.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
  });
});
