import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { buildSseHeaders } from "#rag/streaming/build-sse-headers.ts";

const base = {
  media_type: "text/event-stream",
  custom_headers: {},
  enable_compression: false,
  origin: undefined,
  allowed_origins: "*",
} as const;

describe("buildSseHeaders", () => {
  it("never lets a header through that could start another line or another header", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (custom_headers) => {
        const { headers } = buildSseHeaders({ ...base, custom_headers });
        for (const [name, value] of Object.entries(headers))
          expect(`${name}: ${value}`).toMatch(/^[!-9;-~]+: [^\r\n\0]*$/);
        const names = Object.keys(headers).map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("says `Vary: Origin` where a custom header names one origin, beside what it varies by already", () => {
    const custom_headers = { "Access-Control-Allow-Origin": "https://app.example", vary: "Accept" };
    const { headers } = buildSseHeaders({ ...base, custom_headers });
    expect(headers).toMatchObject({
      "Access-Control-Allow-Origin": "https://app.example",
      vary: "Accept, Origin",
    });
  });

  it("does not repeat what a refused header held", () => {
    const { warnings } = buildSseHeaders({
      ...base,
      custom_headers: { "X-Token": "secret\r\nX: y", "a b": "secret" },
    });
    expect(warnings).toHaveLength(2);
    expect(warnings.join()).not.toContain("secret");
  });
});
