import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { compareClassifications } from "../../../src/rag/classify/compare-classifications.ts";
import { confidenceLevel } from "../../../src/rag/classify/confidence-level.ts";
import type { Classification } from "../../../src/rag/classify/types.ts";

const rules: Classification = {
  domain: "tax",
  action: "information_request",
  confidence: 0.5,
  source: "rules",
  reasoning: "",
};
const llm = (confidence: number, domain: Classification["domain"] = "tax"): Classification => ({
  ...rules,
  domain,
  confidence,
  source: "llm",
});

describe("compareClassifications", () => {
  it.each([
    [null, false, "no_llm_available"],
    [llm(0.9), true, "llm_higher_confidence"],
    [llm(0.9, "labor"), true, "llm_different_classification_higher_confidence"],
    [llm(0.54), false, "improvement_below_threshold"],
    [llm(0.5), false, "equal_confidence_prefer_rule_based"],
    [llm(0.2), false, "rule_based_higher_confidence"],
  ] as const)("finds %j better: %j, because %s", (other, better, reason) => {
    expect(compareClassifications(rules, other, 0.05)).toMatchObject({ better, reason });
  });

  it("wants more than the least improvement, not just as much, whatever the rounding of fractions", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 95 }), (percent) => {
        const before = { ...rules, confidence: percent / 100 };
        expect(compareClassifications(before, llm((percent + 5) / 100), 0.05).better).toBe(false);
        expect(compareClassifications(before, llm((percent + 5) / 100 + 0.001), 0.05).better).toBe(true);
      }),
    );
  });
});

describe("confidenceLevel", () => {
  it.each([
    [1, "high"],
    [0.8, "high"],
    [0.79, "medium"],
    [0.6, "medium"],
    [0.59, "low"],
  ])("calls %d %s", (confidence, level) => {
    expect(confidenceLevel(confidence)).toBe(level);
  });
});
