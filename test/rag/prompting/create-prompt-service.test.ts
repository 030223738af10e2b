import { describe, expect, it } from "vitest";
import { actions, domains } from "../../../src/rag/classify/types.ts";
import { createPromptService } from "../../../src/rag/prompting/create-prompt-service.ts";

const prompts = createPromptService();

describe("createPromptService", () => {
  it("gives another instruction for each field and kind of request", () => {
    const all = domains.flatMap((domain) =>
      actions.map((action) => prompts.domainPrompt({ domain, action })),
    );
    expect(new Set(all).size).toBe(domains.length * actions.length);
    for (const prompt of all) expect(prompt.startsWith(prompts.systemPrompt({}))).toBe(true);
  });

  it("appends the context last, and nothing when there is none", () => {
    expect(prompts.systemPrompt({ context: "[1] Fonte" }).endsWith("Fonti e dati:\n[1] Fonte")).toBe(true);
    expect(
      prompts.domainPrompt({ domain: "tax", action: "calculation_request", context: "[1] Fonte" }),
    ).toContain("[1] Fonte");
    expect(prompts.systemPrompt({ context: "  " })).toBe(prompts.systemPrompt({}));
  });
});
