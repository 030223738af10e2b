import { describe, expect, it } from "vitest";

import StreamCheck from "../../../steps/streaming/StreamCheck.ts";
import { project } from "../support/project.ts";
import { accepted, chatRequest } from "../support/requests.ts";

const messages = [{ role: "user", content: "Che cos'è l'IVA?" }];
const check = (body: object, headers: Record<string, string> = {}, more: object = {}) =>
  project.runStep(StreamCheck, {
    state: {
      validated_request: { ...accepted(messages), ...body },
      http_request: chatRequest({}, { headers }),
      ...more,
    },
  });

describe("StreamCheck", () => {
  it.each([
    [true, "Yes"],
    [1, "Yes"],
    ["true", "Yes"],
    [" True ", "Yes"],
    ["yes", "Yes"],
    ["on", "Yes"],
    ["1", "Yes"],
    [false, "No"],
    [0, "No"],
    ["false", "No"],
    ["no", "No"],
    ["", "No"],
    ["forse", "No"],
    [[], "No"],
    [{}, "No"],
  ])("takes `stream: %j` of the body for %s", async (stream, outcome) => {
    const run = await check({ stream });
    expect(run.outcome).toBe(outcome);
    expect(run.attrs).toMatchObject({
      streaming_requested: outcome === "Yes",
      decision: outcome.toLowerCase(),
      decision_source: "stream_parameter",
    });
    expect(run.next).toEqual([outcome === "Yes" ? "StreamSetup" : "ReturnComplete"]);
  });

  it("lets a transport's own decision go before everything else", async () => {
    const run = await check(
      { stream: true },
      { accept: "text/event-stream" },
      { streaming: { requested: false } },
    );
    expect(run.outcome).toBe("No");
    expect(run.attrs).toMatchObject({ decision_source: "state" });
  });

  it("lets the body go before the Accept header, also when it says no", async () => {
    const run = await check({ stream: false }, { accept: "text/event-stream" });
    expect(run.outcome).toBe("No");
  });

  it.each([
    ["text/event-stream", "Yes"],
    ["application/json, Text/Event-Stream;q=0.5", "Yes"],
    ["text/event-stream;q=0", "No"],
    ["text/event-stream-like", "No"],
  ])("reads the Accept header %j as %s", async (accept, outcome) => {
    expect((await check({}, { accept })).outcome).toBe(outcome);
  });

  it("streams nothing when nobody asks for it", async () => {
    const run = await check({ stream: null });
    expect(run.outcome).toBe("No");
    expect(run.patch).toEqual({ streaming_requested: false });
    expect(run.attrs).toMatchObject({ decision_source: "default" });
  });

  it("hands all options on to the setup", async () => {
    const stream_options = {
      media_type: "text/event-stream; charset=utf-8",
      chunk_size: 5,
      include_usage: true,
      include_metadata: false,
      heartbeat_interval: 2,
      connection_timeout: 20,
      enable_compression: true,
      custom_headers: { "X-Trace": "1" },
      event: "answer",
      include_id: true,
      retry_ms: 3000,
    };
    const run = await check({ stream: true, stream_options }, { origin: "https://app.example" });
    expect(run.patch).toMatchObject({
      stream_configuration: stream_options,
      client_origin: "https://app.example",
      validation_warnings: [],
    });
  });

  it("gives each option its default, and names each value that cannot be used", async () => {
    const stream_options = {
      chunk_size: 0,
      heartbeat_interval: "often",
      connection_timeout: -1,
      colour: "red",
      retry_ms: 10,
    };
    const run = await check({ stream: true, stream_options });
    expect(run.patch["stream_configuration"]).toEqual({
      media_type: "text/event-stream",
      chunk_size: 1024,
      include_usage: false,
      include_metadata: true,
      heartbeat_interval: 30,
      connection_timeout: 300,
      enable_compression: false,
      custom_headers: {},
      include_id: false,
      retry_ms: 10,
    });
    expect(run.patch["validation_warnings"]).toEqual([
      expect.stringContaining("`chunk_size`"),
      expect.stringContaining("`heartbeat_interval`"),
      expect.stringContaining("`connection_timeout`"),
      expect.stringContaining("`colour`"),
    ]);
  });
});
