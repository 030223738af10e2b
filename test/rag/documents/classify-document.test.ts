import { afterAll, describe, expect, it } from "vitest";

import { classifyDocument, classifyText } from "#rag/documents/classify-document.ts";

import { fileOf, fixture, parsers, reading } from "./support/fixture.ts";

const readers = parsers();
afterAll(() => readers.close());

async function classify(path: string) {
  const file = fixture(path);
  return classifyDocument(file, await readers.extractText(file, reading()));
}

describe("the type of a document", () => {
  it.each([
    ["fattura/servizi.xml", "Fattura XML"],
    ["fattura/semplificata.xml", "Fattura XML"],
    ["fattura/firmata.xml.p7m", "Fattura XML"],
    ["f24/ordinario.pdf", "F24"],
    ["busta-paga/marzo.pdf", "Busta paga"],
    ["busta-paga/aprile.docx", "Busta paga"],
    ["contratto/indeterminato.docx", "Contratto"],
    ["contratto/determinato.pdf", "Contratto"],
    ["altro/nota.txt", "Other"],
    ["altro/lettera.pdf", "Other"],
    ["altro/verbale.docx", "Other"],
    ["altro/preventivo.xlsx", "Other"],
  ])("%s is %s", async (path, type) => {
    const { type: found, confidence, evidence } = await classify(path);
    expect(found).toBe(type);
    expect(confidence).toBeGreaterThan(0.5);
    if (type !== "Other") expect(evidence.length).toBeGreaterThan(0);
  });

  it("is told with the words that it was told by", async () => {
    expect((await classify("fattura/servizi.xml")).evidence).toEqual([
      "elemento radice FatturaElettronica",
      "versione FPR12",
    ]);
    expect((await classify("f24/ordinario.pdf")).evidence).toContain("codice tributo");
  });

  it("does not hang on the name of the file", () => {
    const file = fileOf("contratto f24 busta paga.txt", "Pane, latte, uova.");
    const page = { number: 1, text: "Pane, latte, uova." };
    const text = { pages: [page], method: "plain" as const, confidence: 1, issues: [] };
    expect(classifyDocument(file, text)).toEqual({
      hash: file.hash,
      type: "Other",
      confidence: 1,
      evidence: [],
    });
  });

  it("is less certain where two types have a claim, or where characters were guessed", () => {
    const alone = classifyText("Cedolino: totale competenze e totale trattenute");
    const mixed = classifyText(
      "Cedolino: totale competenze, secondo il contratto di lavoro con periodo di prova",
    );
    expect(mixed.type).toBe("Busta paga");
    expect(mixed.confidence).toBeLessThan(alone.confidence);
    const text = {
      pages: [{ number: 1, text: "Cedolino: totale competenze e totale trattenute" }],
      method: "ocr" as const,
      confidence: 0.5,
      issues: [],
    };
    expect(classifyDocument(fileOf("a.png", "x"), text).confidence).toBe(alone.confidence / 2);
  });

  it("is none of them on one weak word", () => {
    expect(classifyText("La decorrenza è il 1° marzo.")).toMatchObject({ type: "Other", confidence: 0.9 });
  });
});
