import { afterAll, describe, expect, it } from "vitest";

import PayslipParser from "../../../steps/documents/PayslipParser.ts";
import { classifiedAs, parserServices, realTime } from "../support/parsed-documents.ts";
import { project } from "../support/project.ts";

const services = parserServices();
afterAll(() => services.documentParsers.close());
const run = (types: Parameters<typeof classifiedAs>[0]) =>
  project.runStep(PayslipParser, { state: classifiedAs(types), services, clock: realTime });

describe("PayslipParser", () => {
  it("parses payslips and reports sums that do not add up", async () => {
    const { patch, attrs } = await run({
      "busta-paga/aprile.docx": "Busta paga",
      "busta-paga/conti-errati.pdf": "Busta paga",
    });
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({
        fields: expect.arrayContaining([expect.objectContaining({ name: "net", value: "1688.00" })]),
        issues: [],
      }),
      expect.objectContaining({ issues: [expect.objectContaining({ code: "total-differs" })] }),
    ]);
    expect(attrs).toMatchObject({ document_count: 2, warning_count: 1 });
  });
});
