import { describe, expect, it } from "vitest";

import LLMBetter from "../../../steps/classify/LLMBetter.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const services = { settings: settings() };
const llm = (confidence: number) => classification(confidence, { source: "llm" });

describe("LLMBetter", () => {
  it.each([
    [llm(0.7), "Yes", "UseLLM", "llm_higher_confidence"],
    [llm(0.55), "No", "UseRuleBased", "improvement_below_threshold"],
    [llm(0.3), "No", "UseRuleBased", "rule_based_higher_confidence"],
    [null, "No", "UseRuleBased", "no_llm_available"],
  ])("case %#: weighs the model against the rules", async (llm_classification, outcome, next, reason) => {
    const state = { llm_classification, rule_based_classification: classification(0.5) };
    const run = await project.runStep(LLMBetter, { state, services });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ decision_reason: reason, rule_confidence: 0.5 });
  });

  it("takes the least improvement from the settings", async () => {
    const state = { llm_classification: llm(0.7), rule_based_classification: classification(0.5) };
    const strict = { settings: settings({ classification: { min_improvement: 0.3 } }) };
    expect((await project.runStep(LLMBetter, { state, services: strict })).outcome).toBe("No");
  });
});
