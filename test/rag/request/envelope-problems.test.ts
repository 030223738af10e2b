import { describe, expect, it } from "vitest";

import { envelopeProblems } from "../../../src/rag/request/envelope-problems.ts";
import { requestLimits } from "../../../src/rag/request/request-limits.ts";

describe("envelopeProblems", () => {
  it.each(["application/json", "Application/JSON; charset=utf-8", "", undefined])(
    "accepts the content type %j",
    (type) => {
      const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
      expect(envelopeProblems({ method: "post", headers })).toEqual([]);
    },
  );

  it("finds method, media type and length wrong at once", () => {
    const headers = { "content-type": "text/plain", "content-length": String(requestLimits.body_bytes + 1) };
    expect(envelopeProblems({ method: "GET", headers }).map(({ field, code }) => [field, code])).toEqual([
      ["method", "method_not_allowed"],
      ["content-type", "unsupported_media_type"],
      ["content-length", "payload_too_large"],
    ]);
  });
});
