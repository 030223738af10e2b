import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decodedLength, isBase64 } from "../../../src/rag/request/base64.ts";

describe("isBase64", () => {
  it("accepts the base64 of any bytes and knows their number", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(isBase64(text)).toBe(true);
        expect(decodedLength(text)).toBe(bytes.length);
      }),
    );
  });

  it.each(["", "A", "AAA", "A===", "====", "AA=A", "A=AA", "AAA\n", "AA A", "AA-_", "=AAA"])(
    "refuses %j",
    (text) => {
      expect(isBase64(text)).toBe(false);
    },
  );

  it("reads many megabytes without overflowing the stack", () => {
    expect(isBase64("ABCD".repeat(8_000_000))).toBe(true);
  });
});
