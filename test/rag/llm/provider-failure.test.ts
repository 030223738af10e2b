import { describe, expect, it } from "vitest";
import { providerErrorOf, statusError } from "../../../src/rag/llm/provider-failure.ts";

const open = new AbortController().signal;

describe("statusError", () => {
  it.each([408, 409, 429, 500, 502, 503, 504, 529])("may be tried again after status %i", (status) => {
    expect(statusError("p", status)).toMatchObject({
      retryable: true,
      status,
      code: `provider-status-${status}`,
    });
  });

  it.each([400, 401, 403, 404, 413, 422])("is not tried again after status %i", (status) => {
    expect(statusError("p", status).retryable).toBe(false);
  });
});

describe("providerErrorOf", () => {
  it.each([
    [
      Object.assign(new Error("x"), { name: "AI_APICallError", statusCode: 503 }),
      "provider-status-503",
      true,
    ],
    [Object.assign(new Error("x"), { name: "AI_APICallError" }), "provider-unreachable", true],
    [
      Object.assign(new Error("x"), { name: "AI_RetryError", lastError: { statusCode: 401 } }),
      "provider-status-401",
      false,
    ],
    [new TypeError("fetch failed"), "provider-unreachable", true],
    [Object.assign(new Error("x"), { name: "AI_JSONParseError" }), "provider-broke-off", true],
    [{ message: "overloaded" }, "provider-broke-off", true],
    [{ message: "bad", code: 400 }, "provider-status-400", false],
    ["overloaded", "provider-broke-off", true],
    [new Error("anything else"), "provider-failed", false],
  ])("reads %o as %s", (error, code, retryable) => {
    expect(providerErrorOf("p", error, open)).toMatchObject({ code, retryable, provider: "p" });
  });

  it("never repeats what the provider said", () => {
    const error = Object.assign(new Error("RSSMRA85T10A562S sk-123"), {
      statusCode: 400,
      responseBody: "RSSMRA85T10A562S",
    });
    expect(providerErrorOf("p", error, open).message).toBe("`p` answered with status 400.");
  });
});
