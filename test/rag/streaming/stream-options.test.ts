import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStreamOptions } from "../../../src/rag/streaming/stream-options.ts";

const { options: defaults } = readStreamOptions({});

describe("readStreamOptions", () => {
  it("fills in the defaults", () => {
    expect(readStreamOptions({})).toEqual({
      options: {
        media_type: "text/event-stream",
        chunk_size: 1024,
        include_usage: false,
        include_metadata: true,
        heartbeat_interval: 30,
        connection_timeout: 300,
        enable_compression: false,
        custom_headers: {},
        include_id: false,
      },
      problems: [],
    });
  });

  it("keeps every option that can be used", () => {
    const given = {
      media_type: "text/event-stream; charset=utf-8",
      chunk_size: 1,
      include_usage: true,
      include_metadata: false,
      heartbeat_interval: 0.5,
      connection_timeout: 10,
      enable_compression: true,
      custom_headers: { "X-Trace": "1" },
      event: "token",
      include_id: true,
      retry_ms: 0,
    };
    expect(readStreamOptions(given)).toEqual({ options: given, problems: [] });
  });

  it.each([
    ["chunk_size", [0, -1, 1.5, "10", 1e9, null]],
    ["heartbeat_interval", [0, -1, "30", Number.POSITIVE_INFINITY]],
    ["connection_timeout", [0, -5, {}, 1e9]],
    ["custom_headers", [[], "X: 1", { "X-A": 1 }]],
    ["media_type", ["text/html\r\nX: 1", ""]],
    ["event", ["a\nb", ""]],
    ["retry_ms", [-1, 0.5, "3000"]],
  ])("puts the default in the place of a wrong `%s` and names it", (option, values) => {
    for (const value of values) {
      const { options, problems } = readStreamOptions({ [option]: value, include_usage: true });
      expect(options).toEqual({ ...defaults, include_usage: true });
      expect(problems.map((problem) => problem.option)).toEqual([option]);
    }
  });

  it("names an option it does not know", () => {
    expect(readStreamOptions({ chunksize: 10 }).problems).toEqual([
      { option: "chunksize", message: "is not a stream option" },
    ]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(defaults)), fc.string()), fc.anything()),
        (raw) => {
          expect(readStreamOptions(raw).options.chunk_size).toBeGreaterThan(0);
        },
      ),
    );
  });
});
