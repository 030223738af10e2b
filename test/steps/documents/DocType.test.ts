import { describe, expect, it } from "vitest";

import { documentTypes } from "#rag/documents/types.ts";

import DocType from "../../../steps/documents/DocType.ts";
import { project } from "../support/project.ts";

const of = (type: string, at = 0) => ({ hash: `${type}${at}`, type, confidence: 1, evidence: [] });
const parsers = ["FatturaParser", "F24Parser", "ContractParser", "PayslipParser", "GenericOCR"];

describe("DocType", () => {
  it.each(documentTypes.map((type, at) => [type, parsers[at]] as const))(
    "%s goes to %s",
    async (type, next) => {
      const run = await project.runStep(DocType, { state: { classified_docs: [of(type), of(type, 1)] } });
      expect(run.next).toEqual([next]);
      expect(run.attrs).toMatchObject({ document_type: [type], decision: "single", document_count: 2 });
    },
  );

  it("goes to every parser at once when there are documents of every type, not to that of the first alone", async () => {
    const run = await project.runStep(DocType, {
      state: { classified_docs: documentTypes.map((type) => of(type)) },
    });
    expect(run.next.toSorted()).toEqual(parsers.toSorted());
    expect(run.attrs).toMatchObject({ decision: "parallel" });
  });
});
