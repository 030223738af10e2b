import { afterAll, describe, expect, it } from "vitest";

import ContractParser from "../../../steps/documents/ContractParser.ts";
import { classifiedAs, parserServices, realTime } from "../support/parsed-documents.ts";
import { project } from "../support/project.ts";

const services = parserServices();
afterAll(() => services.documentParsers.close());
const run = (types: Parameters<typeof classifiedAs>[0]) =>
  project.runStep(ContractParser, { state: classifiedAs(types), services, clock: realTime });

describe("ContractParser", () => {
  it("parses contracts with the span of each value", async () => {
    const { patch, attrs } = await run({
      "contratto/indeterminato.docx": "Contratto",
      "contratto/determinato.pdf": "Contratto",
    });
    const span = { start: expect.any(Number), end: expect.any(Number) };
    expect(patch["parsed_docs"]).toEqual([
      expect.objectContaining({
        fields: expect.arrayContaining([expect.objectContaining({ name: "trial", value: "P3M", span })]),
      }),
      expect.objectContaining({
        fields: expect.arrayContaining([expect.objectContaining({ name: "end", value: "2026-09-30", span })]),
      }),
    ]);
    expect(attrs).toMatchObject({ parsing_completed: true, document_count: 2 });
  });
});
