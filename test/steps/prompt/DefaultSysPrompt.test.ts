import { describe, expect, it } from "vitest";

import { createPromptService } from "#rag/prompting/create-prompt-service.ts";

import DefaultSysPrompt from "../../../steps/prompt/DefaultSysPrompt.ts";
import { project } from "../support/project.ts";

const services = { prompts: createPromptService() };

describe("DefaultSysPrompt", () => {
  it("writes the general instruction with the context", async () => {
    const state = { prompt_context: { context: "Aliquota al 22%", selection_reason: "low_confidence" } };
    const run = await project.runStep(DefaultSysPrompt, { state, services });
    expect(run.patch["system_prompt"]).toContain("Aliquota al 22%");
    expect(run.attrs).toMatchObject({
      trigger_reason: "low_confidence",
      prompt_type: "default",
      has_context: true,
    });
    expect(run.next).toEqual(["CheckSysMsg"]);
  });

  it("is a full instruction without a context as well", async () => {
    const state = { prompt_context: { context: "", selection_reason: "no_user_message" } };
    const run = await project.runStep(DefaultSysPrompt, { state, services });
    expect(String(run.patch["system_prompt"]).length).toBeGreaterThan(50);
    expect(run.attrs).toMatchObject({ trigger_reason: "no_user_message", has_context: false });
  });
});
