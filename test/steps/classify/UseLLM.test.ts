import { describe, expect, it } from "vitest";

import UseLLM from "../../../steps/classify/UseLLM.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";

describe("UseLLM", () => {
  it("lets the model's classification hold, whole", async () => {
    const llm = classification(0.85, { domain: "legal", source: "llm" });
    const run = await project.runStep(UseLLM, { state: { llm_classification: llm } });
    expect(run.patch).toEqual({ classification: llm });
    expect(run.attrs).toMatchObject({
      classification_source: "llm",
      confidence_level: "high",
      domain: "legal",
    });
    expect(run.next).toEqual(["TrackMetrics"]);
  });

  it("fails where the model gave none", async () => {
    const run = await project.runStep(UseLLM, { state: { llm_classification: null } });
    expect(run.error?.code).toBe("llm-classification-missing");
  });
});
