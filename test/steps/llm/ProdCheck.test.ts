import { describe, expect, it } from "vitest";

import ProdCheck from "../../../steps/llm/ProdCheck.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const check = (environment: string, attempt_number: number) =>
  project.runStep(ProdCheck, {
    state: { attempt_number },
    services: { settings: settings({ environment, llm: { max_attempts: 3 } }) },
  });

describe("ProdCheck", () => {
  it("sends the last attempt in production to another model", async () => {
    const run = await check("production", 2);
    expect(run.outcome).toBe("Yes");
    expect(run.next).toEqual(["FailoverProvider"]);
    expect(run.attrs).toMatchObject({ use_failover: true, is_last_retry: true, environment: "production" });
  });

  it.each([
    ["production", 1],
    ["staging", 2],
    ["development", 2],
  ])("stays with the model in %s after attempt %i of 3", async (environment, attempt) => {
    const run = await check(environment, attempt);
    expect(run.outcome).toBe("No");
    expect(run.next).toEqual(["RetrySame"]);
    expect(run.attrs).toMatchObject({ decision: "retry_same" });
  });
});
