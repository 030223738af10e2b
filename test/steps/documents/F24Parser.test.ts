import { afterAll, describe, expect, it } from "vitest";

import F24Parser from "../../../steps/documents/F24Parser.ts";
import { classifiedAs, parserServices, realTime } from "../support/parsed-documents.ts";
import { project } from "../support/project.ts";

const services = parserServices();
afterAll(() => services.documentParsers.close());
const run = (types: Parameters<typeof classifiedAs>[0]) =>
  project.runStep(F24Parser, { state: classifiedAs(types), services, clock: realTime });

describe("F24Parser", () => {
  it("parses all F24 forms of the request", async () => {
    const { patch, attrs } = await run({
      "f24/ordinario.pdf": "F24",
      "busta-paga/marzo.pdf": "Busta paga",
      "f24/saldo-errato.pdf": "F24",
    });
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({
        type: "F24",
        fields: expect.arrayContaining([
          expect.objectContaining({ name: "computed.balance", value: "3227.80" }),
        ]),
      }),
      expect.objectContaining({ issues: [expect.objectContaining({ code: "total-differs" })] }),
    ]);
    expect(attrs).toMatchObject({ document_count: 2, error_count: 0, warning_count: 1 });
  });

  it("keeps the reason why a form cannot be read", async () => {
    const { patch } = await run({ "f24/troncato.pdf": "F24" });
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({ fields: [], issues: [expect.objectContaining({ code: "file-damaged" })] }),
    ]);
  });
});
