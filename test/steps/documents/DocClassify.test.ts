import { afterAll, describe, expect, it } from "vitest";

import DocClassify from "../../../steps/documents/DocClassify.ts";
import { documents } from "../support/attachments.ts";
import { parserServices, realTime } from "../support/parsed-documents.ts";
import { project } from "../support/project.ts";

const services = parserServices();
afterAll(() => services.documentParsers.close());
const classify = (...paths: readonly string[]) =>
  project.runStep(DocClassify, { state: { sanitized_docs: documents(...paths) }, services, clock: realTime });

describe("DocClassify", () => {
  it("tells every document of the request by what it says", async () => {
    const run = await classify(
      "fattura/servizi.xml",
      "f24/ordinario.pdf",
      "contratto/indeterminato.docx",
      "altro/nota.txt",
    );
    expect(run.attrs).toMatchObject({
      classification_completed: true,
      document_count: 4,
      document_types: ["Fattura XML", "F24", "Contratto", "Other"],
    });
    expect(run.patch["classified_docs"]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ evidence: expect.arrayContaining(["codice tributo"]) }),
      ]),
    );
    expect(run.next).toEqual(["DocType"]);
  });

  it("takes a document that cannot be read for none of the types", async () => {
    const run = await classify("contratto/troncato.docx");
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({ document_types: ["Other"] });
  });
});
