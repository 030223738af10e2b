import { describe, expect, it } from "vitest";

import DocSecurity from "../../../steps/documents/DocSecurity.ts";
import { documents } from "../support/attachments.ts";
import { project } from "../support/project.ts";
import { services } from "../support/services.ts";

const secure = (...paths: readonly string[]) =>
  project.runStep(DocSecurity, { state: { documents: documents(...paths) }, services: services() });

describe("DocSecurity", () => {
  it("leaves harmless documents as they are", async () => {
    const run = await secure("fattura/servizi.xml", "f24/ordinario.pdf");
    expect(run.patch).toEqual({
      sanitized_docs: documents("fattura/servizi.xml", "f24/ordinario.pdf"),
      threat_details: [],
    });
    expect(run.attrs).toMatchObject({ document_count: 2, threats_removed: 0, changed_documents: 0 });
    expect(run.next).toEqual(["DocClassify"]);
  });

  it("strips what acts instead of only counting it, and says what it was and where", async () => {
    const run = await secure("ostili/script-e-allegato.pdf", "ostili/macro.docx", "altro/nota.txt");
    const threats = run.patch["threat_details"];
    expect(threats).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "javascript" }),
        expect.objectContaining({ kind: "embedded-file" }),
        expect.objectContaining({ kind: "macro", where: "word/vbaProject.bin" }),
      ]),
    );
    expect(run.attrs).toMatchObject({ changed_documents: 2, sanitization_completed: true });
    const [pdf] = run.state["sanitized_docs"] as ReturnType<typeof documents>;
    expect(Buffer.from(pdf?.bytes ?? []).toString("latin1")).not.toContain("app.alert");
  });

  it("keeps the hash that the document was sent with", async () => {
    const [sent] = documents("ostili/macro.docx");
    const run = await secure("ostili/macro.docx");
    expect(run.patch["sanitized_docs"]).toEqual([expect.objectContaining({ hash: sent?.hash })]);
  });
});
