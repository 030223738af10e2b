import { describe, expect, it } from "vitest";

import QuickPreIngest from "../../../steps/attachments/QuickPreIngest.ts";
import { askedAbout, attachment } from "../support/attachments.ts";
import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";

describe("QuickPreIngest", () => {
  it("tells what each file is by its content, and what about where the beginning says so", async () => {
    const run = await project.runStep(QuickPreIngest, {
      state: askedAbout(["fattura/servizi.xml", "f24/ordinario.pdf"]),
    });
    expect(run.patch["extracted_docs"]).toEqual([
      expect.objectContaining({ filename: "servizi.xml", kind: "xml", hint: "Fattura XML" }),
      expect.objectContaining({ filename: "ordinario.pdf", kind: "pdf", hint: null }),
    ]);
    expect(run.attrs).toMatchObject({
      extraction_completed: true,
      document_count: 2,
      detected_types: ["xml", "pdf"],
    });
    expect(run.next).toEqual(["DocDependent"]);
  });

  it("does not believe a name or a type that the client gives", async () => {
    const file = { ...attachment("altro/nota.txt"), filename: "fattura.xml", mime_type: "application/xml" };
    const run = await project.runStep(QuickPreIngest, {
      state: { validated_request: { ...accepted([]), attachments: [file, file] } },
    });
    expect(run.patch["extracted_docs"]).toEqual([
      expect.objectContaining({ kind: "text", mime_agrees: false, hint: null }),
    ]);
    expect(run.attrs).toMatchObject({ document_count: 1, mislabelled_count: 1 });
  });

  it("logs no name of a file", async () => {
    const { line } = await project.runStep(QuickPreIngest, { state: askedAbout(["busta-paga/marzo.pdf"]) });
    expect(line).not.toContain("marzo");
  });
});
