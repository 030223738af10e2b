import { describe, expect, it } from "vitest";

import TrustScoreOK from "../../../steps/feedback/TrustScoreOK.ts";
import { trusted } from "../support/feedback.ts";
import { project } from "../support/project.ts";

describe("TrustScoreOK", () => {
  it.each([
    [0.7, "Yes", "CreateFeedbackRec"],
    [1, "Yes", "CreateFeedbackRec"],
    [0.6999, "No", "FeedbackRejected"],
    [null, "No", "FeedbackRejected"],
  ])("of a score of %j is %s", async (trust_score, outcome, next) => {
    const run = await project.runStep(TrustScoreOK, {
      state: { expert_validation: { ...trusted, trust_score } },
    });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ trust_score, threshold: 0.7, threshold_met: outcome === "Yes" });
  });
});
