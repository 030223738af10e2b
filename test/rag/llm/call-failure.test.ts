import { describe, expect, it } from "vitest";
import { callFailure } from "../../../src/rag/llm/call-failure.ts";
import { citationsOf } from "../../../src/rag/llm/citations.ts";
import { statusError } from "../../../src/rag/llm/provider-failure.ts";
import { retryWait } from "../../../src/rag/llm/retry-wait.ts";

describe("callFailure", () => {
  it("keeps what retry and failover need of a provider's failure", () => {
    expect(callFailure(statusError("p", 429))).toEqual({
      code: "provider-status-429",
      message: "`p` answered with status 429.",
      retryable: true,
    });
  });

  it("tells nothing of an error that nobody foresaw, and does not try again", () => {
    const failure = callFailure(new TypeError("secret is undefined"));
    expect(failure).toMatchObject({ code: "model-call-broken", retryable: false });
    expect(JSON.stringify(failure)).not.toContain("secret");
  });
});

describe("retryWait", () => {
  it("doubles with each attempt up to half a minute", () => {
    expect([1, 2, 3, 4, 30].map((attempt) => retryWait(attempt, 200))).toEqual([200, 400, 800, 1600, 30_000]);
    expect(retryWait(1, 0)).toBe(0);
  });
});

describe("citationsOf", () => {
  it("names each source once, in the order of the passages", () => {
    const passage = (id: string, title: string) => ({ id, title, text: "", source: "Fonte", score: 1 });
    expect(citationsOf([passage("1", "B"), passage("2", "A"), passage("3", "B")])).toEqual([
      { title: "B", source: "Fonte" },
      { title: "A", source: "Fonte" },
    ]);
  });
});
