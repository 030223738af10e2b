import { describe, expect, it } from "vitest";

import DocDependent from "../../../steps/attachments/DocDependent.ts";
import { project } from "../support/project.ts";

const extracted_docs = [
  {
    hash: "a".repeat(64),
    filename: "a.xml",
    size: 1,
    kind: "xml",
    declared_mime: "",
    mime_agrees: true,
    hint: "Fattura XML",
  },
];

describe("DocDependent", () => {
  it.each([
    ["Qual è il totale della fattura allegata?", "Yes", "RequireDocIngest", "dependent"],
    ["Quali sono le aliquote IVA?", "No", "GoldenFastGate", "independent"],
  ])("%s", async (user_query, outcome, next, decision) => {
    const run = await project.runStep(DocDependent, { state: { user_query, extracted_docs } });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ decision, document_count: 1, query_depends_on_doc: outcome === "Yes" });
  });
});
