import { describe, expect, it } from "vitest";

import GoldenFastGate from "../../../steps/golden/GoldenFastGate.ts";
import { project } from "../support/project.ts";

const user = { role: "user", content: "Quali sono le aliquote IVA?" };
const file = { hash: "a".repeat(64), filename: "a.pdf", size: 1, mime_type: "application/pdf" };
const plain = { user_query: user.content, query_complexity: "simple", messages: [user], fingerprints: [] };

describe("GoldenFastGate", () => {
  it.each([
    ["a question that stands alone", plain, "Yes", "simple_query_no_attachments"],
    [
      "a question that does not need its files",
      { ...plain, fingerprints: [file] },
      "Yes",
      "no_document_dependency",
    ],
    ["a very long question", { ...plain, user_query: "a".repeat(601) }, "No", "query_too_long"],
    [
      "a question that follows an answer",
      { ...plain, messages: [user, { role: "assistant", content: "22%" }, user] },
      "No",
      "conversation_in_progress",
    ],
  ])("says for %s what it is eligible for", async (_name, state, outcome, reason) => {
    const run = await project.runStep(GoldenFastGate, { state });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([outcome === "Yes" ? "GoldenLookup" : "ClassifyDomain"]);
    expect(run.attrs).toMatchObject({
      golden_fast_path_eligible: outcome === "Yes",
      eligibility_reason: reason,
    });
  });
});
