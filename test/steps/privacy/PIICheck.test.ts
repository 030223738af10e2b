import { describe, expect, it } from "vitest";

import PIICheck from "../../../steps/privacy/PIICheck.ts";
import { project } from "../support/project.ts";

describe("PIICheck", () => {
  it.each([
    [["email"], 2, "Yes", "LogPII", "pii_detected"],
    [[], 0, "No", "InitAgent", "no_pii_detected"],
  ])("with %j found %i times says %s", async (pii_types, pii_count, outcome, next, event) => {
    const run = await project.runStep(PIICheck, { state: { pii_types, pii_count } });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ pii_event: event, pii_types, pii_count });
  });
});
