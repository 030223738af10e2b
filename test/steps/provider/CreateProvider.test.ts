import { describe, expect, it } from "vitest";

import CreateProvider from "../../../steps/provider/CreateProvider.ts";
import { project } from "../support/project.ts";
import { smallOffer } from "../support/scripted-models.ts";

describe("CreateProvider", () => {
  it("settles on the chosen model", async () => {
    const run = await project.runStep(CreateProvider, { state: { provider_choice: smallOffer } });
    expect(run.patch).toEqual({ model_offer: smallOffer });
    expect(run.attrs).toMatchObject({ provider_created: true, provider_type: "cloud", model: "small" });
    expect(run.next).toEqual(["CheckCache"]);
  });

  it("fails when there is none, instead of calling nobody later", async () => {
    const run = await project.runStep(CreateProvider, { state: { provider_choice: null } });
    expect(run.status).toBe("failed");
    expect(run.error).toMatchObject({ code: "provider-missing" });
  });
});
