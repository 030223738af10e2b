import { describe, expect, it } from "vitest";

import { createClassifier } from "#rag/classify/create-classifier.ts";

import ConfidenceCheck from "../../../steps/classify/ConfidenceCheck.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const domain_scores = createClassifier().scores("IVA");

describe("ConfidenceCheck", () => {
  it.each([
    [0.6, 0.6, "Yes", "TrackMetrics", "threshold_met"],
    [0.59, 0.6, "No", "LLMFallback", "below_threshold"],
    [0.59, 0.5, "Yes", "TrackMetrics", "threshold_met"],
  ])("with a confidence of %d against %d says %s", async (confidence, threshold, outcome, next, event) => {
    const rules = classification(confidence);
    const run = await project.runStep(ConfidenceCheck, {
      state: { rule_based_classification: rules, domain_scores },
      services: { settings: settings({ classification: { threshold } }) },
    });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.patch).toEqual({ classification: rules });
    expect(run.attrs).toMatchObject({
      confidence_event: event,
      confidence_value: confidence,
      threshold,
      domain: "tax",
    });
  });
});
