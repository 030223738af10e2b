import { afterAll, describe, expect, it } from "vitest";

import { heading, prose } from "../../../fixtures/documents/make/page.ts";
import { toPdf } from "../../../fixtures/documents/make/render.ts";
import { fileOf, fixture, parsers, problems, reading } from "../support/fixture.ts";

const documents = parsers();
afterAll(() => documents.close());
const extract = (path: string) => documents.extractText(fixture(path), reading());
const whole = (text: { readonly pages: readonly { readonly text: string }[] }) =>
  text.pages.map((page) => page.text).join("\n");

describe("extractText", () => {
  it("reads a PDF page by page, columns kept", async () => {
    const text = await extract("altro/lettera.pdf");
    expect(text).toMatchObject({ method: "text-layer", confidence: 1, issues: [] });
    expect(text.pages.map(({ number }) => number)).toEqual([1, 2]);
    expect(text.pages[0]?.text).toContain("la rata ammonta a € 1.540,00.");
    const form = whole(await extract("f24/ordinario.pdf")).split("\n");
    const head = form.find((line) => line.includes("importi a debito")) ?? "";
    const row = form.find((line) => line.startsWith("1001")) ?? "";
    expect(row.indexOf("1.250,00")).toBe(head.indexOf("importi a debito"));
  });

  it("reads a Word file, rows of tables as lines", async () => {
    const text = await extract("altro/verbale.docx");
    expect(text.method).toBe("docx");
    expect(whole(text)).toContain("Rossi Maria  60%  15.000,00 euro");
    expect(whole(text).split("\n")).toContain("VERBALE DI ASSEMBLEA DEI SOCI");
  });

  it("reads a workbook, plain text and XML", async () => {
    expect(whole(await extract("altro/preventivo.xlsx"))).toContain(
      "Dichiarazioni & bilancio  1  € 1.200,00",
    );
    expect(whole(await extract("altro/nota.txt"))).toContain("Promemoria del 5 maggio 2026");
    expect(await extract("fattura/servizi.xml")).toMatchObject({ method: "xml" });
  });

  it("reads what a signed envelope holds, and says so", async () => {
    const text = await extract("fattura/firmata.xml.p7m");
    expect(text.method).toBe("xml");
    expect(problems(text)).toEqual(["warning signature-not-verified"]);
  });

  it("takes a file for what it is, not for what it is called", async () => {
    const text = await documents.extractText(
      { ...fixture("altro/nota.txt"), filename: "nota.pdf" },
      reading(),
    );
    expect(text.method).toBe("plain");
  });

  it.each([
    ["f24/troncato.pdf", "pdf", "il PDF è danneggiato e non si può aprire"],
    ["contratto/troncato.docx", "docx", "il documento Word è danneggiato e non si può aprire"],
    ["altro/nota.txt", "xlsx", "il foglio di calcolo è danneggiato e non si può aprire"],
    ["altro/nota.txt", "png", "l'immagine è danneggiata o incompleta"],
    ["altro/nota.txt", "other", "il tipo del file non è tra quelli che si possono leggere"],
  ] as const)("names what is wrong with %s as %s", async (path, kind, message) => {
    const text = await documents.extractText({ ...fixture(path), kind }, reading());
    expect(text.pages).toEqual([]);
    expect(text.issues).toEqual([expect.objectContaining({ severity: "error", message })]);
  });

  it("reads the text of a PDF with scripts and attachments, and runs none of them", async () => {
    expect(whole(await extract("ostili/script-e-allegato.pdf"))).toBe(
      whole(await extract("f24/ordinario.pdf")),
    );
  });

  it("reads a Word file with macros as if it had none", async () => {
    expect(whole(await extract("ostili/macro.docx"))).toBe(
      whole(await extract("contratto/indeterminato.docx")),
    );
  });

  it("does not unfold a picture that says it has 60,000 by 60,000 points", async () => {
    const text = await extract("ostili/immagine-enorme.png");
    expect(problems(text)).toEqual(["error image-too-large"]);
  });

  it("stops at the limit of pages and of characters, and says so", async () => {
    const pages = Array.from({ length: 5 }, (_, i) => [
      heading(`Pagina ${i + 1}`),
      ...prose("parola ".repeat(50)),
    ]);
    const file = fileOf("lungo.pdf", await toPdf(pages));
    const fewPages = await documents.extractText(file, reading({ pages: 2 }));
    expect(fewPages.pages).toHaveLength(2);
    expect(fewPages.issues).toEqual([
      { severity: "warning", code: "left-out", message: "lette 2 pagine su 5, il limite impostato" },
    ]);
    const fewCharacters = await documents.extractText(file, reading({ characters: 100 }));
    expect(whole(fewCharacters)).toHaveLength(100);
    expect(problems(fewCharacters)).toEqual(["warning left-out"]);
  });

  it("keeps the text, so that classifying and parsing read a file once", async () => {
    const file = fixture("altro/lettera.pdf");
    expect(await documents.extractText(file, reading())).toBe(await documents.extractText(file, reading()));
    expect(await documents.extractText(file, reading({ pages: 1 }))).not.toBe(
      await documents.extractText(file, reading()),
    );
  });

  it("rejects when it is aborted", async () => {
    const signal = AbortSignal.abort(new Error("gone"));
    await expect(documents.extractText(fixture("altro/lettera.pdf"), reading({}, signal))).rejects.toThrow(
      "gone",
    );
  });
});
