import { describe, expect, it } from "vitest";

import ExtractDocFacts from "../../../steps/documents/ExtractDocFacts.ts";
import { parsedInvoice, unreadable } from "../support/document-facts.ts";
import { project } from "../support/project.ts";

describe("ExtractDocFacts", () => {
  it("turns what was read into facts with page, span and confidence", async () => {
    const run = await project.runStep(ExtractDocFacts, { state: { parsed_docs: [parsedInvoice] } });
    expect(run.patch["document_facts"]).toEqual([
      expect.objectContaining({ name: "seller.name", page: 1, span: { start: 10, end: 21 }, confidence: 1 }),
      expect.objectContaining({ name: "total", value: "1220.00" }),
    ]);
    expect(run.attrs).toMatchObject({
      facts_count: 2,
      document_count: 1,
      facts_with_span: 2,
      unreadable_documents: 0,
    });
    expect(run.line).not.toContain("Mario");
    expect(run.next).toEqual(["StoreBlob"]);
  });

  it("makes the reason a fact of a document that could not be read", async () => {
    const run = await project.runStep(ExtractDocFacts, { state: { parsed_docs: [unreadable] } });
    expect(run.patch["document_facts"]).toEqual([
      expect.objectContaining({ kind: "issue", name: "file-damaged", label: "Errore nel documento" }),
    ]);
    expect(run.attrs).toMatchObject({ unreadable_documents: 1 });
  });
});
