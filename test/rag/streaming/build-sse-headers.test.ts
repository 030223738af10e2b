import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSseHeaders, type SseHeaderOptions } from "../../../src/rag/streaming/build-sse-headers.ts";

function build(options: Partial<SseHeaderOptions> = {}) {
  return buildSseHeaders({
    media_type: "text/event-stream",
    custom_headers: {},
    enable_compression: false,
    origin: undefined,
    allowed_origins: "*",
    ...options,
  });
}

describe("buildSseHeaders", () => {
  it("has six headers by default, in this order", () => {
    expect(Object.entries(build().headers)).toEqual([
      ["Content-Type", "text/event-stream"],
      ["Cache-Control", "no-cache"],
      ["Connection", "keep-alive"],
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Headers", "Cache-Control"],
      ["Access-Control-Allow-Methods", "GET, POST, OPTIONS"],
    ]);
  });

  it("lets a custom header replace a default in its place, in any case, and adds others after", () => {
    const { headers, warnings } = build({
      custom_headers: { "cache-control": "no-store", "X-Trace": "1", "x-trace": "2" },
    });
    expect(Object.keys(headers)).toEqual([...Object.keys(build().headers), "X-Trace"]);
    expect(headers).toMatchObject({ "Cache-Control": "no-store", "X-Trace": "2" });
    expect(warnings).toEqual([]);
  });

  it.each([
    ["X-A", "1\r\nSet-Cookie: a=b"],
    ["X-A", "1\nX-B: 2"],
    ["X-A", "1\u0000"],
    ["X-A", "euro €"],
    ["X A", "1"],
    ["X-A\r\nX-B", "1"],
    ["", "1"],
    ["Content-Length", "3"],
    ["content-encoding", "br"],
    ["Transfer-Encoding", "chunked"],
  ])("leaves out the custom header %j: %j, and warns of it", (name, value) => {
    const { headers, warnings } = build({ custom_headers: { [name]: value } });
    expect(headers).toEqual(build().headers);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain("Set-Cookie");
  });

  it("never lets a line break through", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })),
        (custom_headers) => {
          const { headers, warnings } = build({ custom_headers });
          for (const [name, value] of Object.entries(headers))
            expect(`${name}: ${value}`).toMatch(/^[^\r\n\0]*$/);
          const kept = Object.keys(custom_headers).length - warnings.length;
          expect(kept).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("answers a listed origin with that origin and `Vary`", () => {
    const allowed_origins = ["https://a.it", "https://b.it"];
    const { headers } = build({
      allowed_origins,
      origin: "https://b.it",
      custom_headers: { Vary: "Accept" },
    });
    expect(headers).toMatchObject({ "Access-Control-Allow-Origin": "https://b.it", Vary: "Accept, Origin" });
  });

  it.each(["https://evil.it", "https://a.it.evil.it", "null", undefined])(
    "gives the unlisted origin %s no CORS header, whatever it asks for",
    (origin) => {
      const custom_headers = { "access-control-allow-origin": "*" };
      const { headers, warnings } = build({ allowed_origins: ["https://a.it"], origin, custom_headers });
      expect(Object.keys(headers).filter((name) => /^access-control/i.test(name))).toEqual([]);
      expect(headers["Vary"]).toBe("Origin");
      expect(warnings).toHaveLength(1);
    },
  );

  it("names the compression", () => {
    expect(build({ enable_compression: true }).headers["Content-Encoding"]).toBe("gzip");
  });
});
