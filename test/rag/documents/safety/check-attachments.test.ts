import { strToU8, zipSync, zlibSync } from "fflate";
import { describe, expect, it } from "vitest";

import { checkAttachments } from "#rag/documents/safety/check-attachments.ts";
import type { AttachmentLimits } from "#rag/documents/safety/limits.ts";
import type { DocumentFile } from "#rag/documents/types.ts";

import { settings } from "../../../steps/support/settings.ts";
import { fileOf, fixture } from "../support/fixture.ts";

function check(files: readonly DocumentFile[], change: Partial<AttachmentLimits> = {}) {
  const limits = { ...settings().documents, ...change };
  return checkAttachments(files, limits, new AbortController().signal);
}
const codes = (...given: Parameters<typeof check>) => check(...given).map(({ code }) => code);

/** A PDF of one object with a stream under these filters. */
function pdfWith(filters: string, stream: Uint8Array, more = ""): DocumentFile {
  const head = `%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n${more}3 0 obj << /Filter ${filters} /Length ${stream.length} >> stream\n`;
  return fileOf("a.pdf", Buffer.concat([Buffer.from(head), stream, Buffer.from("\nendstream endobj\n")]));
}

describe("files within the limits", () => {
  it.each([
    "fattura/servizi.xml",
    "fattura/firmata.xml.p7m",
    "f24/ordinario.pdf",
    "f24/contributi-scansione.pdf",
    "f24/imu-scansione.png",
    "altro/ricevuta.jpg",
    "altro/preventivo.xlsx",
    "altro/nota.txt",
    "contratto/indeterminato.docx",
    "busta-paga/marzo.pdf",
  ])("nothing is said against %s", (path) => {
    expect(check([fixture(path)])).toEqual([]);
  });
});

describe("limits on number and size", () => {
  const text = fileOf("a.txt", "uno");

  it("wants at least one file, and no more than are allowed", () => {
    expect(codes([])).toEqual(["no-attachments"]);
    expect(codes([text, text, text], { max_files: 2 })).toEqual(["too-many-files"]);
  });

  it("measures each file and all together, and names the file and the limit", () => {
    const large = fileOf("grande.txt", "x".repeat(3 * 1024 * 1024));
    const [problem] = check([large], { max_file_bytes: 1024 * 1024 });
    expect(problem).toMatchObject({ code: "file-too-large", filename: "grande.txt" });
    expect(problem?.message).toBe("Il file `grande.txt` è di 3 MB, oltre il limite di 1 MB per file.");
    expect(codes([large, text], { max_total_bytes: 1024 * 1024 })).toEqual(["files-too-large"]);
  });

  it("tells everything that is wrong at once", () => {
    const empty = fileOf("vuoto.txt", "");
    const program = fileOf("programma.pdf", Buffer.from("MZ\u0000\u0001", "latin1"));
    expect(check([empty, text, program]).map(({ filename, code }) => [filename, code])).toEqual([
      ["vuoto.txt", "file-empty"],
      ["programma.pdf", "kind-not-allowed"],
    ]);
  });

  it("lets an installation allow fewer types", () => {
    const [problem] = check([text], { allowed_kinds: ["pdf", "xml"] });
    expect(problem?.message).toContain("tipi ammessi: PDF, XML");
  });

  it("counts the pages of a PDF itself", () => {
    const page = (number: number) => `${number} 0 obj << /Type /Page /Parent 2 0 R >> endobj\n`;
    const pdf = fileOf(
      "a.pdf",
      `%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n${[4, 5, 6].map(page).join("")}`,
    );
    expect(codes([pdf], { max_pages: 3 })).toEqual([]);
    expect(codes([pdf], { max_pages: 2 })).toEqual(["too-many-pages"]);
  });
});

describe("decompression bombs", () => {
  const limits = { max_inflated_bytes: 4 * 1024 * 1024 };

  it.each(["ostili/bomba.docx", "ostili/bomba.xlsx", "ostili/bomba.pdf", "ostili/bomba-entita.xml"])(
    "%s is stopped by what comes out of it",
    (path) => {
      const [problem, ...others] = check([fixture(path)], limits);
      expect(problem).toMatchObject({ code: "decompression-bomb" });
      expect(problem?.message).toContain("si espande oltre 4 MB");
      expect(others).toEqual([]);
    },
  );

  const zeros = new Uint8Array(8 * 1024 * 1024);

  it("a ZIP that lies about the size of its parts is measured all the same", () => {
    const bytes = Buffer.from(
      zipSync({ "[Content_Types].xml": strToU8("<a/>"), "word/document.xml": zeros }),
    );
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    // Both headers of the part claim that it unfolds to ten bytes.
    for (let at = 0; at + 4 < bytes.length; at++) {
      const signature = view.getUint32(at, true);
      if (signature === 0x02014b50) view.setUint32(at + 24, 10, true);
      if (signature === 0x04034b50) view.setUint32(at + 22, 10, true);
    }
    expect(codes([fileOf("a.docx", bytes)], limits)).toEqual(["decompression-bomb"]);
  });

  it("parts that share their bytes count each time", () => {
    const mega = new Uint8Array(1024 * 1024);
    const names = Array.from({ length: 6 }, (_, at) => `word/part${at}.bin`);
    const parts = Object.fromEntries(names.map((name) => [name, mega]));
    const bytes = zipSync({
      "[Content_Types].xml": strToU8("<a/>"),
      "word/document.xml": strToU8("<a/>"),
      ...parts,
    });
    expect(codes([fileOf("a.docx", bytes)], limits)).toEqual(["decompression-bomb"]);
  });

  it.each([
    ["deflated", "/FlateDecode", zlibSync(zeros)],
    ["twice deflated", "[/FlateDecode /FlateDecode]", zlibSync(zlibSync(zeros, { level: 0 }))],
    [
      "in hexadecimal",
      "[/ASCIIHexDecode /Fl]",
      Buffer.from(`${Buffer.from(zlibSync(zeros)).toString("hex")}>`),
    ],
    ["in run lengths", "/RunLengthDecode", new Uint8Array(140_000).map((_, at) => (at % 2 === 0 ? 129 : 0))],
  ])("a PDF with a stream that is %s", (_, filters, stream) => {
    expect(codes([pdfWith(filters, stream)], limits)).toEqual(["decompression-bomb"]);
  });

  it("an object stream counts like any other", () => {
    const stream = zlibSync(zeros);
    const pdf = pdfWith("/FlateDecode /Type /ObjStm /N 1 /First 4", stream);
    expect(codes([pdf], limits)).toEqual(["decompression-bomb"]);
  });

  it("a stream whose chain of filters is broken cannot be measured, and is refused", () => {
    expect(codes([pdfWith("[/FlateDecode /FlateDecode]", Buffer.from("no deflate"))], limits)).toEqual([
      "file-damaged",
    ]);
    expect(codes([pdfWith("[/RunLengthDecode /FlateDecode]", Buffer.from([128]))], limits)).toEqual([
      "file-damaged",
    ]);
  });

  it("entities that hold each other never end", () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>';
    expect(codes([fileOf("a.xml", xml)])).toEqual(["decompression-bomb"]);
  });

  it("one long entity that is named often is measured by the whole", () => {
    const xml = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "${"k".repeat(50_000)}">]><a>${"&x;".repeat(200)}</a>`;
    expect(codes([fileOf("a.xml", xml)], limits)).toEqual(["decompression-bomb"]);
  });

  it("a picture is measured by its points", () => {
    expect(codes([fixture("ostili/immagine-enorme.png")])).toEqual(["image-too-large"]);
  });
});

describe("files that cannot be opened", () => {
  it("a password is named as the reason", () => {
    const pdf = fileOf(
      "a.pdf",
      "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R /Encrypt 5 0 R >>",
    );
    expect(check([pdf])[0]?.message).toBe(
      "Il file `a.pdf` è protetto da una password: invialo senza protezione.",
    );
    const bytes = Buffer.from(fixture("altro/verbale.docx").bytes);
    for (let at = 0; at + 10 < bytes.length; at++) {
      if (bytes.readUInt32LE(at) === 0x02014b50) bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
    }
    expect(codes([fileOf("a.docx", bytes)])).toEqual(["password-required"]);
  });

  it.each([
    ["a PDF without a page tree", fileOf("a.pdf", "%PDF-1.7 nothing else")],
    ["a Word file that is cut off", fixture("contratto/troncato.docx")],
    ["a PNG without a size", fileOf("a.png", Buffer.from("89504e470d0a1a0a0000", "hex"))],
  ])("%s is damaged", (_, file) => {
    expect(codes([file])).toEqual(["file-damaged"]);
  });

  it("a file made to keep its reader busy is given up", () => {
    const pdf = fileOf("a.pdf", `%PDF-1.7\n${"1 0 obj (".repeat(5000)}`);
    expect(codes([pdf])).toEqual(["file-damaged"]);
    const deep = fileOf("b.pdf", `%PDF-1.7\n1 0 obj ${"[".repeat(50_000)}`);
    expect(codes([deep])).toEqual(["file-damaged"]);
  });

  it("stops between files when the run is cancelled", () => {
    const files = [fileOf("a.txt", "a")];
    expect(() => checkAttachments(files, settings().documents, AbortSignal.abort())).toThrow(/abort/i);
  });
});
