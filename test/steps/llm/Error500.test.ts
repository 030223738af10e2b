import { describe, expect, it } from "vitest";

import Error500 from "../../../steps/llm/Error500.ts";
import { project } from "../support/project.ts";
import { smallOffer } from "../support/scripted-models.ts";

describe("Error500", () => {
  it("tells the client a code and nothing of what went wrong inside", async () => {
    const llm_error = {
      code: "provider-status-503",
      message: "`cloud` at 10.0.0.7 is down",
      retryable: true,
    };
    const run = await project.runStep(Error500, {
      state: { llm_error, attempt_number: 3, model_offer: smallOffer },
    });
    expect(run.patch).toMatchObject({
      status_code: 500,
      response_headers: { "Content-Type": "application/json; charset=utf-8" },
      response_body: { status_code: 500, error_code: "provider-status-503", detail: expect.any(String) },
      response_metadata: { source: "error", provider: "cloud" },
    });
    expect(JSON.stringify(run.patch["response_body"])).not.toContain("10.0.0.7");
    expect(run.attrs).toMatchObject({
      error_raised: true,
      status_code: 500,
      attempt_number: 3,
      model: "small",
    });
  });

  it("answers for a step that failed before any model was called", async () => {
    const step_error = { code: "no-provider-within-budget", message: "…", node: "CheaperProvider", step: 58 };
    const run = await project.runStep(Error500, { state: { step_error } });
    expect(run.patch).toMatchObject({ response_body: { error_code: "no-provider-within-budget" } });
    expect(run.attrs).toMatchObject({ provider: null, attempt_number: 0 });
  });

  it("gives up the claim to compute an answer that others wait for", async () => {
    let released = 0;
    const cache_claim = { release: () => (released += 1) };
    await project.runStep(Error500, { state: { cache_claim } });
    expect(released).toBe(1);
  });
});
