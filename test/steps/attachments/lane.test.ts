import { describe, expect, it } from "vitest";

import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";
import { services } from "../support/services.ts";

const path = ["AttachmentFingerprint", "QuerySig", "AttachCheck"];

async function attach(attachments: readonly unknown[]) {
  const state = {
    validated_request: { ...accepted([]), attachments },
    user_query: "Che cosa dice il contratto?",
    canonical_facts: [],
  };
  return project.runLane(path, { from: "AttachmentFingerprint", state, services: services() });
}

describe("the attachments lane", () => {
  it("leaves a question without files to the golden answers", async () => {
    const run = await attach([]);
    expect(run.path).toEqual(path);
    expect(run.exits).toEqual(["GoldenFastGate"]);
  });

  it("has a look at the files first where there are some, and keeps their fingerprints", async () => {
    const run = await attach([{ filename: "a.txt", content_base64: "dW5v" }]);
    expect(run.path).toEqual(path);
    expect(run.exits).toEqual(["QuickPreIngest"]);
    expect(run.state["fingerprints"]).toMatchObject([{ filename: "a.txt", size: 3 }]);
  });
});
