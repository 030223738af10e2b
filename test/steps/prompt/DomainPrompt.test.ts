import { describe, expect, it } from "vitest";

import { createPromptService } from "#rag/prompting/create-prompt-service.ts";

import DomainPrompt from "../../../steps/prompt/DomainPrompt.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";

const services = { prompts: createPromptService() };
const prompt = async (state: Readonly<Record<string, unknown>>) =>
  project.runStep(DomainPrompt, { state, services });

describe("DomainPrompt", () => {
  it("writes an instruction of its own for the question's field, carrying the context", async () => {
    const prompt_context = { context: "Aliquota al 22%", selection_reason: "classification_confident" };
    const tax = await prompt({ prompt_context, classification: classification(0.8) });
    const labor = await prompt({ prompt_context, classification: classification(0.8, { domain: "labor" }) });
    expect(tax.patch["system_prompt"]).toContain("Aliquota al 22%");
    expect(tax.patch["system_prompt"]).not.toBe(labor.patch["system_prompt"]);
    expect(tax.attrs).toMatchObject({
      prompt_type: "domain",
      domain: "tax",
      action: "information_request",
      has_context: true,
    });
    expect(tax.line).not.toContain("Aliquota");
    expect(tax.next).toEqual(["CheckSysMsg"]);
  });

  it("does without a context", async () => {
    const prompt_context = { context: "", selection_reason: "classification_confident" };
    const run = await prompt({ prompt_context, classification: classification(0.8) });
    expect(run.attrs).toMatchObject({ has_context: false, prompt_generated: true });
  });

  it("fails without a classification", async () => {
    const run = await prompt({ prompt_context: { context: "", selection_reason: "no_classification" } });
    expect(run.error?.code).toBe("classification-missing");
  });
});
