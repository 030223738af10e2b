import { describe, expect, it } from "vitest";

import ClassConfidence from "../../../steps/prompt/ClassConfidence.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";

describe("ClassConfidence", () => {
  it.each([
    [{ classification: classification(0.6) }, "Yes", "DomainPrompt", "exists_confidence_sufficient"],
    [{ classification: classification(0.59) }, "No", "DefaultSysPrompt", "exists_confidence_insufficient"],
    [{}, "No", "DefaultSysPrompt", "does_not_exist"],
  ])("case %#: decides on the classification that holds", async (state, outcome, next, event) => {
    const run = await project.runStep(ClassConfidence, { state });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ classification_event: event, threshold: 0.6 });
  });

  it("says when the classification came from a model", async () => {
    const state = { classification: classification(0.9, { source: "llm" }) };
    const run = await project.runStep(ClassConfidence, { state });
    expect(run.attrs).toMatchObject({ fallback_used: true, domain: "tax", confidence_value: 0.9 });
  });
});
