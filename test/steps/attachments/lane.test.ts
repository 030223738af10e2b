import { describe, expect, it } from "vitest";

import { expectPath } from "../../../src/testing/vitest.ts";
import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";
import { services } from "../support/services.ts";

const path = ["AttachmentFingerprint", "QuerySig", "AttachCheck"];
const lane = [...path, "QuickPreIngest", "DocDependent", "RequireDocIngest"];

async function attach(
  attachments: readonly unknown[],
  user_query = "Che cosa dice il codice civile sul preavviso?",
) {
  const state = {
    validated_request: { ...accepted([]), attachments },
    user_query,
    canonical_facts: [],
  };
  return project.runLane(lane, { from: "AttachmentFingerprint", state, services: services() });
}

describe("the attachments lane", () => {
  it("leaves a question without files to the golden answers", async () => {
    const run = await attach([]);
    expectPath(run, path);
    expect(run.exits).toEqual(["GoldenFastGate"]);
  });

  it("looks at the files, and goes on to the golden answers when the question is about something else", async () => {
    const run = await attach([{ filename: "a.txt", content_base64: "dW5v" }]);
    expectPath(run, [...path, "QuickPreIngest", "DocDependent"]);
    expect(run.exits).toEqual(["GoldenFastGate"]);
    expect(run.state["fingerprints"]).toMatchObject([{ filename: "a.txt", size: 3 }]);
    expect(run.state["required_tool"]).toBeUndefined();
  });

  it("plans to read the files first when the question depends on them", async () => {
    const run = await attach(
      [{ filename: "a.txt", content_base64: "dW5v" }],
      "Che cosa dice il documento allegato?",
    );
    expectPath(run, lane);
    expect(run.exits).toEqual(["ClassifyDomain"]);
    expect(run.state["required_tool"]).toBe("DocumentIngestTool");
  });
});
