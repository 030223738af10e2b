import { describe, expect, it } from "vitest";

import UseRuleBased from "../../../steps/classify/UseRuleBased.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";

describe("UseRuleBased", () => {
  it("lets the rules' classification hold, with its field and confidence", async () => {
    const rules = classification(0.4);
    const run = await project.runStep(UseRuleBased, { state: { rule_based_classification: rules } });
    expect(run.patch).toEqual({ classification: rules });
    expect(run.attrs).toMatchObject({
      classification_source: "rules",
      confidence_level: "low",
      domain: "tax",
    });
    expect(run.next).toEqual(["TrackMetrics"]);
  });
});
