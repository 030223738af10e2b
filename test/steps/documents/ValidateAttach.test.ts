import { describe, expect, it } from "vitest";

import ValidateAttach from "../../../steps/documents/ValidateAttach.ts";
import { documents } from "../support/attachments.ts";
import { project } from "../support/project.ts";
import { services } from "../support/services.ts";
import { toolCall } from "../support/tool-calls.ts";

const call = toolCall("a", "DocumentIngestTool", {});
const validate = (paths: readonly string[], settings: object = {}, tool_calls = [call]) =>
  project.runStep(ValidateAttach, {
    state: { documents: documents(...paths), tool_calls },
    services: services({ settings: { documents: settings } }),
  });

describe("ValidateAttach", () => {
  it("finds nothing against files within the limits", async () => {
    const run = await validate(["fattura/servizi.xml", "f24/ordinario.pdf"]);
    expect(run.patch).toEqual({ attachment_errors: [] });
    expect(run.attrs).toMatchObject({ validation_passed: true, attachment_count: 2, error_count: 0 });
    expect(run.next).toEqual(["AttachOK"]);
  });

  it("goes by the limits of the installation", async () => {
    const run = await validate(["fattura/servizi.xml", "f24/ordinario.pdf"], { max_files: 1 });
    expect(run.attrs).toMatchObject({ validation_passed: false, error_codes: ["too-many-files"] });
  });

  it("names every file that is refused, and logs codes without names", async () => {
    const run = await validate(["ostili/bomba.pdf", "ostili/immagine-enorme.png"], {
      max_inflated_bytes: 1_000_000,
    });
    expect(run.patch["attachment_errors"]).toEqual([
      expect.objectContaining({ code: "decompression-bomb", filename: "bomba.pdf" }),
      expect.objectContaining({ code: "image-too-large", filename: "immagine-enorme.png" }),
    ]);
    expect(run.line).not.toContain("bomba.pdf");
  });

  it("says that nothing is attached", async () => {
    const run = await validate([]);
    expect(run.attrs).toMatchObject({ error_codes: ["no-attachments"] });
  });

  it("blames the call, not the files, when its arguments do not fit", async () => {
    const run = await validate([], {}, [toolCall("a", "DocumentIngestTool", { documents: 7 })]);
    expect(run.patch["attachment_errors"]).toEqual([
      { code: "invalid-arguments", filename: null, message: expect.stringContaining("documents") },
    ]);
  });
});
