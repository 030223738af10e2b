import { describe, expect, it } from "vitest";
import { decideStreaming } from "../../../src/rag/streaming/decide-streaming.ts";

describe("decideStreaming", () => {
  it("asks the transport, then the body, then `Accept`, then takes the default", () => {
    const accept = "text/event-stream";
    expect(decideStreaming({ streaming: { requested: false }, stream: true, accept })).toEqual({
      requested: false,
      source: "state",
    });
    expect(decideStreaming({ stream: false, accept })).toEqual({
      requested: false,
      source: "stream_parameter",
    });
    expect(decideStreaming({ stream: null, accept })).toEqual({ requested: true, source: "http_headers" });
    expect(decideStreaming({})).toEqual({ requested: false, source: "default" });
  });

  it.each([true, 1, -1, "true", "True", " yes ", "1", "on"])(
    "takes the body's `stream` %j for yes",
    (stream) => {
      expect(decideStreaming({ stream }).requested).toBe(true);
    },
  );

  it.each([false, 0, Number.NaN, "false", "0", "no", "off", "", "perhaps", [], {}, [true]])(
    "takes the body's `stream` %j for no",
    (stream) => {
      expect(decideStreaming({ stream })).toEqual({ requested: false, source: "stream_parameter" });
    },
  );

  it.each([
    ["application/json, TEXT/event-stream;q=0.5", true],
    ["text/event-stream;q=0", false],
    ["text/event-stream; q=0.0", false],
    ["text/event-streams", false],
    ["*/*", false],
  ])("reads the header `Accept: %s` as %s", (accept, requested) => {
    expect(decideStreaming({ accept }).requested).toBe(requested);
  });
});
