import { describe, expect, it } from "vitest";

import SelectPrompt from "../../../steps/prompt/SelectPrompt.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";

describe("SelectPrompt", () => {
  it.each([
    [
      "a trusted classification",
      { classification: classification(0.8) },
      "domain",
      "classification_confident",
    ],
    ["a doubtful classification", { classification: classification(0.4) }, "default", "low_confidence"],
    [
      "a conversation without a question",
      { default_prompt_reason: "no_user_message" },
      "default",
      "no_user_message",
    ],
    ["an overtaken golden answer, which nobody classified", {}, "default", "no_classification"],
  ])("says for %s which prompt fits and why", async (_name, state, prompt_type, reason) => {
    const run = await project.runStep(SelectPrompt, { state });
    expect(run.patch).toEqual({ prompt_context: { context: "", selection_reason: reason } });
    expect(run.attrs).toMatchObject({ prompt_type, reason });
    expect(run.next).toEqual(["ClassConfidence"]);
  });

  it("hands the context on and logs its length alone", async () => {
    const run = await project.runStep(SelectPrompt, { state: { merged_context: "Aliquota al 22%" } });
    expect(run.patch).toMatchObject({ prompt_context: { context: "Aliquota al 22%" } });
    expect(run.attrs).toMatchObject({ context_length: 15 });
    expect(run.line).not.toContain("Aliquota");
  });
});
