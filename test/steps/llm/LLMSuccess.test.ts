import { describe, expect, it } from "vitest";

import LLMSuccess from "../../../steps/llm/LLMSuccess.ts";
import { wholeAnswer } from "../support/answers.ts";
import { project } from "../support/project.ts";
import { smallOffer } from "../support/scripted-models.ts";

const base = { attempt_number: 2, model_offer: smallOffer };

describe("LLMSuccess", () => {
  it("goes on to the cache when an answer has begun", async () => {
    const run = await project.runStep(LLMSuccess, {
      state: { ...base, llm_answer: wholeAnswer("ok"), llm_error: null },
    });
    expect(run.outcome).toBe("Yes");
    expect(run.next).toEqual(["CacheResponse"]);
    expect(run.attrs).toMatchObject({
      llm_success: true,
      decision: "success",
      attempt_number: 2,
      provider: "cloud",
    });
  });

  it("goes on to the retry check when the call failed", async () => {
    const llm_error = { code: "provider-status-503", message: "down", retryable: true };
    const run = await project.runStep(LLMSuccess, { state: { ...base, llm_answer: null, llm_error } });
    expect(run.outcome).toBe("No");
    expect(run.next).toEqual(["RetryCheck"]);
    expect(run.attrs).toMatchObject({
      llm_success: false,
      error_type: "provider-status-503",
      retryable: true,
    });
  });
});
