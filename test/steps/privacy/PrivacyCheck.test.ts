import { describe, expect, it } from "vitest";

import PrivacyCheck from "../../../steps/privacy/PrivacyCheck.ts";
import { project } from "../support/project.ts";
import { user } from "../support/requests.ts";
import { settings } from "../support/settings.ts";

describe("PrivacyCheck", () => {
  it.each([
    [null, true, "Yes", "AnonymizeText"],
    [null, false, "No", "InitAgent"],
    [true, false, "Yes", "AnonymizeText"],
    [false, true, "No", "InitAgent"],
  ])("user %j, installation %j: %s, to %s", async (anonymize_requests, installed, outcome, next) => {
    const run = await project.runStep(PrivacyCheck, {
      state: { user: { ...user, anonymize_requests } },
      services: { settings: settings({ privacy: { anonymize_requests: installed } }) },
    });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({
      anonymization_required: outcome === "Yes",
      user_preference_override: anonymize_requests !== null,
    });
  });

  it("anonymizes by default", async () => {
    const run = await project.runStep(PrivacyCheck, { state: { user }, services: { settings: settings() } });
    expect(run.outcome).toBe("Yes");
  });
});
