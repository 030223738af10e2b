import { describe, expect, it } from "vitest";

import GoldenHit from "../../../steps/golden/GoldenHit.ts";
import { goldenMatch } from "../support/knowledge.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

describe("GoldenHit", () => {
  it.each([
    [0.9, "Yes", "KBContextCheck"],
    [0.8999, "No", "ClassifyDomain"],
  ])("with a score of %d against 0.90 says %s", async (similarity_score, outcome, next) => {
    const run = await project.runStep(GoldenHit, {
      state: { golden_match: goldenMatch({ similarity_score }) },
      services: { settings: settings() },
    });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({
      confidence: similarity_score,
      threshold: 0.9,
      faq_id: "faq_aliquote_iva",
    });
  });

  it("says No without a match", async () => {
    const run = await project.runStep(GoldenHit, {
      state: { golden_match: null },
      services: { settings: settings() },
    });
    expect(run.outcome).toBe("No");
    expect(run.attrs).toMatchObject({ confidence: null, is_high_confidence: false, faq_id: null });
  });

  it("takes the threshold from the settings", async () => {
    const services = { settings: settings({ golden: { threshold: 0.5 } }) };
    const state = { golden_match: goldenMatch({ similarity_score: 0.6 }) };
    expect((await project.runStep(GoldenHit, { state, services })).outcome).toBe("Yes");
  });
});
