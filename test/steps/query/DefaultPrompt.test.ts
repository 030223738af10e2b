import { describe, expect, it } from "vitest";

import DefaultPrompt from "../../../steps/query/DefaultPrompt.ts";
import { project } from "../support/project.ts";

describe("DefaultPrompt", () => {
  it("says why there is no classification and goes to the prompt", async () => {
    const run = await project.runStep(DefaultPrompt, { state: {} });
    expect(run.patch).toEqual({ default_prompt_reason: "no_user_message" });
    expect(run.attrs).toMatchObject({ classification_bypassed: true, bypass_reason: "no_user_message" });
    expect(run.next).toEqual(["SelectPrompt"]);
  });
});
