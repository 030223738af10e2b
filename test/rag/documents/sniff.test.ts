import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { lookAt } from "#rag/documents/first-look.ts";
import { sniff } from "#rag/documents/sniff.ts";

import { fileOf, fixture } from "./support/fixture.ts";

describe("sniff", () => {
  it.each([
    ["fattura/servizi.xml", "xml"],
    ["fattura/firmata.xml.p7m", "p7m"],
    ["fattura/firmata-ber.xml.p7m", "p7m"],
    ["fattura/firmata-base64.xml.p7m", "p7m"],
    ["f24/ordinario.pdf", "pdf"],
    ["f24/imu-scansione.png", "png"],
    ["altro/ricevuta.jpg", "jpeg"],
    ["altro/nota.txt", "text"],
    ["altro/preventivo.xlsx", "xlsx"],
    ["contratto/indeterminato.docx", "docx"],
  ])("tells %s by what it holds", (path, kind) => {
    expect(sniff(fixture(path).bytes)).toBe(kind);
  });

  it.each([
    ["a program", Buffer.from("MZ\u0090\u0000\u0003\u0000", "latin1")],
    ["an old Office file", Buffer.from("d0cf11e0a1b11ae10000", "hex")],
    ["an archive without a document", Buffer.from("504b0506000000000000000000000000000000000000", "hex")],
    ["a web page", Buffer.from("<!DOCTYPE html><html><body>ciao</body></html>")],
    ["a web page without a type", Buffer.from("<html><body>ciao</body></html>")],
    ["nothing", Buffer.alloc(0)],
  ])("takes %s for none of the kinds", (_, bytes) => {
    expect(sniff(bytes)).toBe("other");
  });

  it("reads XML in UTF-16, and a document whose root comes after comments", () => {
    const utf16 = Buffer.from('\ufeff<?xml version="1.0"?><a/>', "utf16le");
    expect(sniff(utf16)).toBe("xml");
    expect(sniff(Buffer.from("<!-- x --><!-- y --><a/>"))).toBe("xml");
  });

  it("never throws, whatever the bytes are", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom("", "PK\u0003\u0004", "%PDF-", "0\u0082", "<?xml "),
        (bytes, head) => {
          expect(typeof sniff(Buffer.concat([Buffer.from(head, "latin1"), bytes]))).toBe("string");
        },
      ),
    );
  });
});

describe("the first look", () => {
  it("knows an invoice by its root element, inside an envelope too, and never by the name", () => {
    expect(lookAt(fixture("fattura/servizi.xml")).hint).toBe("Fattura XML");
    expect(lookAt(fixture("fattura/firmata.xml.p7m")).hint).toBe("Fattura XML");
    expect(lookAt(fileOf("fattura.xml", "<ordine/>")).hint).toBeNull();
    expect(lookAt(fileOf("busta-paga.txt", "Lista della spesa: pane e latte.")).hint).toBeNull();
    expect(lookAt(fileOf("a.txt", "Cedolino paga: totale competenze, totale trattenute.")).hint).toBe(
      "Busta paga",
    );
  });

  it("says when a file is not what its sender calls it", () => {
    const file = fixture("f24/ordinario.pdf");
    expect(lookAt({ ...file, mime_type: "image/png" }).mime_agrees).toBe(false);
    expect(lookAt({ ...file, mime_type: "application/pdf; name=x" }).mime_agrees).toBe(true);
    expect(lookAt({ ...file, mime_type: "application/octet-stream" }).mime_agrees).toBe(true);
  });
});
