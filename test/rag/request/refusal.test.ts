import { describe, expect, it } from "vitest";

import { refusal } from "../../../src/rag/request/refusal.ts";
import type { RequestProblem } from "../../../src/rag/request/types.ts";

const known = { ok: true, code: null };
const problem = (code: RequestProblem["code"]): RequestProblem => ({
  field: "f",
  code,
  message: `m ${code}`,
});

describe("refusal", () => {
  it("asks a caller without a token for one and says nothing about the request", () => {
    const response = refusal([problem("invalid")], { ok: false, code: "missing_token" });
    expect(response.status_code).toBe(401);
    expect(response.headers["WWW-Authenticate"]).toBe("Bearer");
    expect(response.body.errors.map(({ field }) => field)).toEqual(["authorization"]);
  });

  it.each(["invalid_token", "token_expired"])("says that a token was refused for %s", (code) => {
    const response = refusal([], { ok: false, code });
    expect([response.status_code, response.type]).toEqual([401, code]);
    expect(response.headers["WWW-Authenticate"]).toBe('Bearer error="invalid_token"');
  });

  it.each([
    [["invalid", "unsupported_media_type"], 415],
    [["unsupported_media_type", "payload_too_large"], 413],
    [["payload_too_large", "method_not_allowed"], 405],
    [["invalid"], 400],
  ] as const)("answers %j with %i and lists every problem", (codes, status) => {
    const response = refusal(codes.map(problem), known);
    expect(response.status_code).toBe(status);
    expect(response.body.status_code).toBe(status);
    expect(response.body.errors).toEqual(codes.map((code) => ({ field: "f", message: `m ${code}` })));
  });

  it("names the method that is allowed", () => {
    expect(refusal([problem("method_not_allowed")], known).headers["Allow"]).toBe("POST");
  });

  it("counts the problems of an invalid body", () => {
    expect(refusal([problem("invalid")], known).body.detail).toBe("The request has one problem.");
    expect(refusal([problem("invalid"), problem("invalid")], known).body.detail).toBe(
      "The request has 2 problems.",
    );
  });
});
