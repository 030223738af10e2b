import { describe, expect, it } from "vitest";

import RetryCheck from "../../../steps/llm/RetryCheck.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const check = (attempt_number: number, retryable: boolean) =>
  project.runStep(RetryCheck, {
    state: { attempt_number, llm_error: { code: "x", message: "x", retryable } },
    services: { settings: settings({ llm: { max_attempts: 3 } }) },
  });

describe("RetryCheck", () => {
  it.each([
    [1, 2, false],
    [2, 1, true],
  ])("allows another attempt after attempt %i of 3", async (attempt, remaining, last) => {
    const run = await check(attempt, true);
    expect(run.outcome).toBe("Yes");
    expect(run.next).toEqual(["ProdCheck"]);
    expect(run.attrs).toMatchObject({
      retry_allowed: true,
      attempts_remaining: remaining,
      is_last_retry: last,
    });
  });

  it("gives up after the last attempt", async () => {
    const run = await check(3, true);
    expect(run.outcome).toBe("No");
    expect(run.next).toEqual(["Error500"]);
    expect(run.attrs).toMatchObject({ max_retries_exceeded: true, reason: "attempts_exhausted" });
  });

  it("gives up at once when the failure is not of the kind that passes", async () => {
    const run = await check(1, false);
    expect(run.outcome).toBe("No");
    expect(run.attrs).toMatchObject({ reason: "not_retryable", attempts_remaining: 2 });
  });
});
