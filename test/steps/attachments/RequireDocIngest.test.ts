import { describe, expect, it } from "vitest";

import { tools } from "#rag/tools/catalogue.ts";

import RequireDocIngest from "../../../steps/attachments/RequireDocIngest.ts";
import { project } from "../support/project.ts";

describe("RequireDocIngest", () => {
  it("requires the tool that reads documents, before any golden answer", async () => {
    const run = await project.runStep(RequireDocIngest, { state: { extracted_docs: [] } });
    const required = String(run.patch["required_tool"]);
    expect(tools.get(required)?.type).toBe("Document");
    expect(run.attrs).toMatchObject({
      planning_hint: "doc_ingest_before_golden_kb",
      requires_doc_ingest_first: true,
      defer_golden_lookup: true,
    });
    expect(run.next).toEqual(["ClassifyDomain"]);
  });
});
