import { afterAll, describe, expect, it } from "vitest";

import GenericOCR from "../../../steps/documents/GenericOCR.ts";
import { classifiedAs, parserServices, realTime } from "../support/parsed-documents.ts";
import { project } from "../support/project.ts";

const services = parserServices();
afterAll(() => services.documentParsers.close());
const run = (types: Parameters<typeof classifiedAs>[0]) =>
  project.runStep(GenericOCR, { state: classifiedAs(types), services, clock: realTime });

describe("GenericOCR", () => {
  it("reads all other documents, pictures too", { timeout: 60_000 }, async () => {
    const { patch, attrs } = await run({
      "altro/nota.txt": "Other",
      "altro/ricevuta.jpg": "Other",
      "f24/ordinario.pdf": "F24",
    });
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({ text: expect.objectContaining({ method: "plain" }) }),
      expect.objectContaining({
        text: expect.objectContaining({ method: "ocr" }),
        fields: expect.arrayContaining([expect.objectContaining({ value: "480.00 EUR" })]),
      }),
    ]);
    expect(attrs).toMatchObject({ document_count: 2, error_count: 0 });
  });

  it("says when a document has no text", async () => {
    const { patch } = await run({ "altro/vuoto.pdf": "Other" });
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({ issues: [expect.objectContaining({ code: "no-text" })] }),
    ]);
  });
});
