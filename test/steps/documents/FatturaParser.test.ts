import { afterAll, describe, expect, it } from "vitest";

import FatturaParser from "../../../steps/documents/FatturaParser.ts";
import { classifiedAs, parserServices, realTime } from "../support/parsed-documents.ts";
import { project } from "../support/project.ts";

const services = parserServices();
afterAll(() => services.documentParsers.close());
const run = (types: Parameters<typeof classifiedAs>[0]) =>
  project.runStep(FatturaParser, { state: classifiedAs(types), services, clock: realTime });

describe("FatturaParser", () => {
  it("parses all invoices of the request, not the first alone, and no other document", async () => {
    const { patch, attrs, next } = await run({
      "fattura/servizi.xml": "Fattura XML",
      "altro/nota.txt": "Other",
      "fattura/firmata.xml.p7m": "Fattura XML",
    });
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({ hash: "fattura/servizi.xml", type: "Fattura XML", issues: [] }),
      expect.objectContaining({ hash: "fattura/firmata.xml.p7m" }),
    ]);
    expect(attrs).toMatchObject({
      parsing_completed: true,
      document_count: 2,
      error_count: 0,
      warning_count: 1,
    });
    expect(next).toEqual(["ExtractDocFacts"]);
  });

  it("keeps what is wrong with an invoice and goes on with the next", async () => {
    const { patch, attrs, status } = await run({
      "fattura/troncata.xml": "Fattura XML",
      "ostili/entita-esterna.xml": "Fattura XML",
      "fattura/totali-errati.xml": "Fattura XML",
    });
    expect(status).toBe("completed");
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({ fields: [], issues: [expect.objectContaining({ code: "xml-malformed" })] }),
      expect.objectContaining({
        fields: [],
        issues: [expect.objectContaining({ code: "document-type-refused" })],
      }),
      expect.objectContaining({
        issues: expect.arrayContaining([expect.objectContaining({ code: "total-differs" })]),
      }),
    ]);
    expect(attrs).toMatchObject({ document_count: 3, error_count: 2, warning_count: 2 });
  });

  it("logs counts and no value of an invoice", async () => {
    const { line } = await run({ "fattura/servizi.xml": "Fattura XML" });
    expect(line).not.toContain("Officine");
    expect(line).toContain('"document_count":1');
  });
});
