import { strToU8, unzipSync, zipSync } from "fflate";
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFString } from "pdf-lib";
import { describe, expect, it } from "vitest";

import { sanitizeDocument } from "#rag/documents/safety/sanitize-document.ts";
import type { DocumentFile } from "#rag/documents/types.ts";

import { settings } from "../../../steps/support/settings.ts";
import { toP7m } from "../../../fixtures/documents/make/envelope.ts";
import { fileOf, fixture, parsers, reading } from "../support/fixture.ts";

const sanitize = (file: DocumentFile) => sanitizeDocument(file, settings().documents);
const kinds = (file: DocumentFile) => [...new Set(sanitize(file).threats.map(({ kind }) => kind))].toSorted();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

describe("files without threats", () => {
  it.each([
    "f24/ordinario.pdf",
    "f24/contributi-scansione.pdf",
    "contratto/indeterminato.docx",
    "altro/preventivo.xlsx",
    "fattura/servizi.xml",
    "fattura/firmata.xml.p7m",
    "altro/nota.txt",
    "altro/ricevuta.jpg",
  ])("%s stays as it is, byte for byte", (path) => {
    const file = fixture(path);
    expect(sanitize(file)).toEqual({ file, threats: [] });
  });
});

describe("PDFs", () => {
  const armed = fixture("ostili/script-e-allegato.pdf");

  it("lose scripts, what they do when opened, and the files in them", async () => {
    const { file, threats } = sanitize(armed);
    expect(kinds(armed)).toEqual(expect.arrayContaining(["embedded-file", "javascript", "open-action"]));
    expect(threats.every(({ hash, where }) => hash === armed.hash && where.startsWith("object "))).toBe(true);
    for (const word of [
      "JavaScript",
      "app.alert",
      "calc.exe",
      "OpenAction",
      "EmbeddedFile",
      "pagamento.exe",
    ]) {
      expect(text(file.bytes)).not.toContain(word);
    }
    const reread = await PDFDocument.load(file.bytes);
    expect(reread.getPageCount()).toBe(1);
    expect(
      reread.context
        .enumerateIndirectObjects()
        .every(([, object]) => !String(object).includes("EmbeddedFile")),
    ).toBe(true);
  });

  it("keep the text that they had", async () => {
    const readers = parsers();
    const before = await readers.extractText(armed, reading());
    const after = await readers.extractText(sanitize(armed).file, reading());
    expect(after.pages.map((page) => page.text)).toEqual(before.pages.map((page) => page.text));
    await readers.close();
  });

  it("are clean the second time", () => {
    expect(sanitize(sanitize(armed).file).threats).toEqual([]);
  });

  it("cannot hide a script in an object stream or behind an escaped name", async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    pdf.addJavaScript("a", "app.alert(1)");
    const packed = fileOf("a.pdf", await pdf.save({ useObjectStreams: true }));
    expect(text(packed.bytes)).not.toContain("app.alert");
    expect(kinds(packed)).toEqual(["javascript"]);
    const escaped = fileOf(
      "b.pdf",
      "%PDF-1.4\n1 0 obj << /Type /Catalog /Open#41ction << /S /J#61vaScript /JS (x) >> >> endobj\ntrailer << /Root 1 0 R >>",
    );
    expect(kinds(escaped)).toEqual(["open-action"]);
  });

  it("keep links and the place where they open", async () => {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage();
    const link = pdf.context.obj({
      Type: "Annot",
      Subtype: "Link",
      A: { S: "URI", URI: PDFString.of("https://example.it/") },
    });
    page.node.set(PDFName.of("Annots"), pdf.context.obj([link]));
    pdf.catalog.set(PDFName.of("OpenAction"), pdf.context.obj([page.ref, "Fit"]));
    const file = fileOf("a.pdf", await pdf.save());
    expect(sanitize(file).threats).toEqual([]);
  });

  it("lose actions of pages and annotations that start programs, send forms or act by themselves", async () => {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage();
    const annotation = pdf.context.obj({ Type: "Annot", A: { S: "Launch", F: PDFString.of("x.exe") } });
    const form = pdf.context.obj({ Type: "Annot", A: { S: "SubmitForm", F: PDFString.of("http://x/") } });
    page.node.set(PDFName.of("Annots"), pdf.context.obj([annotation, form]));
    page.node.set(PDFName.of("AA"), pdf.context.obj({ O: { S: "GoTo" } }));
    const file = fileOf("a.pdf", await pdf.save({ useObjectStreams: false }));
    expect(kinds(file)).toEqual(["automatic-action", "launch-action", "submit-action"]);
    const reread = await PDFDocument.load(sanitize(file).file.bytes);
    const annotations = reread.getPage(0).node.lookup(PDFName.of("Annots"), PDFArray);
    expect(annotations.lookup(0, PDFDict).has(PDFName.of("A"))).toBe(false);
  });
});

describe("Office files", () => {
  it("lose their macros, and what leads to them", async () => {
    const { file, threats } = sanitize(fixture("ostili/macro.docx"));
    expect(threats).toEqual([expect.objectContaining({ kind: "macro", where: "word/vbaProject.bin" })]);
    const parts = unzipSync(file.bytes);
    expect(Object.keys(parts)).not.toContain("word/vbaProject.bin");
    expect(text(parts["[Content_Types].xml"] ?? new Uint8Array())).not.toContain("macroEnabled");
    const readers = parsers();
    const read = await readers.extractText(file, reading());
    expect(read.pages[0]?.text).toContain("CONTRATTO");
    await readers.close();
  });

  const base = {
    "[Content_Types].xml": strToU8("<Types/>"),
    "word/document.xml": strToU8("<w:document/>"),
  };
  const docx = (more: Record<string, string>) =>
    fileOf(
      "a.docx",
      zipSync({
        ...base,
        ...Object.fromEntries(Object.entries(more).map(([name, held]) => [name, strToU8(held)])),
      }),
    );

  it.each([
    ["word/embeddings/oleObject1.bin", "x", "embedded-file"],
    ["word/activeX/activeX1.xml", "<a/>", "active-control"],
    ["customUI/customUI.xml", "<a/>", "active-interface"],
    [
      "word/_rels/settings.xml.rels",
      '<Relationships><Relationship Id="r1" Type="x/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"/></Relationships>',
      "external-link",
    ],
    [
      "word/footer1.xml",
      '<w:instrText xml:space="preserve"> DDEAUTO c:\\\\cmd.exe "/k calc" </w:instrText>',
      "dde-field",
    ],
    [
      "word/styles.xml",
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      "external-entity",
    ],
  ])("lose %s", (name, content, kind) => {
    const { file, threats } = sanitize(docx({ [name]: content }));
    expect(threats.map((threat) => threat.kind)).toEqual([kind]);
    expect(sanitize(file).threats).toEqual([]);
    const left = Object.values(unzipSync(file.bytes)).map(text).join("\n");
    for (const word of ["cmd.exe", "a.dotm", "passwd"]) expect(left).not.toContain(word);
  });

  it("keep links that a person follows", () => {
    const rels =
      '<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://x.it/" TargetMode="External"/></Relationships>';
    expect(sanitize(docx({ "word/_rels/document.xml.rels": rels })).threats).toEqual([]);
  });

  it("keep their other parts as they are, in whatever encoding", () => {
    const utf16 = Buffer.from(
      '\ufeff<?xml version="1.0" encoding="UTF-16"?><w:document>però</w:document>',
      "utf16le",
    );
    const parts = { ...base, "word/document.xml": utf16, "word/vbaProject.bin": strToU8("x") };
    const { file } = sanitize(fileOf("a.docx", zipSync(parts)));
    expect(Buffer.from(unzipSync(file.bytes)["word/document.xml"] ?? []).equals(utf16)).toBe(true);
  });

  it("lose the relationship to a part that is gone", () => {
    const rels =
      '<Relationships><Relationship Id="r1" Type="x/vbaProject" Target="vbaProject.bin"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/></Relationships>';
    const { file } = sanitize(docx({ "word/vbaProject.bin": "x", "word/_rels/document.xml.rels": rels }));
    const left = text(unzipSync(file.bytes)["word/_rels/document.xml.rels"] ?? new Uint8Array());
    expect(left).not.toContain("r1");
    expect(left).toContain("r2");
  });
});

describe("XML", () => {
  it("loses external entities and where they stood, and keeps its lines", () => {
    const hostile = fixture("ostili/entita-esterna.xml");
    const { file, threats } = sanitize(hostile);
    expect(threats).toEqual([{ hash: hostile.hash, kind: "external-entity", where: "DOCTYPE" }]);
    const clean = text(file.bytes);
    expect(clean).not.toMatch(/DOCTYPE|ENTITY|passwd|&xxe;/);
    expect(clean.split("\n")).toHaveLength(text(hostile.bytes).split("\n").length);
  });

  it("loses stylesheets to load", () => {
    const file = fileOf(
      "a.xml",
      '<?xml version="1.0"?>\n<?xml-stylesheet href="http://x/a.xsl"?>\n<a>&amp;</a>',
    );
    expect(text(sanitize(file).file.bytes)).toBe('<?xml version="1.0"?>\n\n<a>&amp;</a>');
  });

  it("becomes UTF-8 and says so, in whatever encoding it came", () => {
    const xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "1">]><a>però&x;</a>';
    const file = fileOf("a.xml", Buffer.from(`\ufeff${xml}`, "utf16le"));
    const clean = Buffer.from(sanitize(file).file.bytes).toString("utf8");
    expect(clean).toBe('<?xml version="1.0"?><a>però</a>');
  });

  it("is not fooled by a declaration in a comment or in data", () => {
    const file = fileOf("a.xml", "<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE b>]]></a>");
    expect(sanitize(file).threats).toEqual([]);
  });

  it("comes out of a signed envelope when something had to be taken out", () => {
    const { file, threats } = sanitize(
      fileOf("a.xml.p7m", toP7m(fixture("ostili/entita-esterna.xml").bytes)),
    );
    expect(threats.map(({ kind }) => kind)).toEqual(["external-entity"]);
    expect(file.kind).toBe("xml");
  });
});
