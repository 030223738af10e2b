import { describe, expect, it } from "vitest";

import KBDelta from "../../../steps/golden/KBDelta.ts";
import { goldenMatch, hit } from "../support/knowledge.ts";
import { project } from "../support/project.ts";

describe("KBDelta", () => {
  it.each([
    ["no change at all", [], "No", "ServeGolden"],
    ["a change that only touches the question", [hit()], "No", "ServeGolden"],
    [
      "a shared tag on older knowledge",
      [hit({ tags: ["iva"], updated_at: "2025-01-01T00:00:00Z" })],
      "No",
      "ServeGolden",
    ],
    [
      "a newer passage close to the question that shares a tag",
      [hit({ tags: ["iva"], parts: { bm25: 0.6, vector: 0.6 } })],
      "Yes",
      "PreContextFromGolden",
    ],
    [
      "a newer version of what the answer cites",
      [hit({ document_id: "doc_aliquote" })],
      "Yes",
      "PreContextFromGolden",
    ],
    [
      "a newer passage about the very question",
      [hit({ parts: { bm25: 0.9, vector: 0.8 } })],
      "Yes",
      "PreContextFromGolden",
    ],
  ])("after %s", async (_name, kb_recent_changes, outcome, next) => {
    const run = await project.runStep(KBDelta, { state: { golden_match: goldenMatch(), kb_recent_changes } });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ kb_takes_precedence: outcome === "Yes" });
  });

  it("logs both dates", async () => {
    const run = await project.runStep(KBDelta, {
      state: {
        golden_match: goldenMatch(),
        kb_recent_changes: [hit({ tags: ["iva"], parts: { bm25: 0.6, vector: 0.6 } })],
      },
    });
    expect(run.attrs).toMatchObject({
      kb_is_newer: true,
      has_conflicting_tags: true,
      golden_updated: "2026-03-01T00:00:00Z",
      kb_updated: "2026-03-08T00:00:00Z",
      cited_document_changed: false,
    });
  });
});
