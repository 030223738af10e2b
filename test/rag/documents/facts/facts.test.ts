import { describe, expect, it } from "vitest";

import { describeFacts, placeOf, toPassages } from "#rag/documents/facts/describe-facts.ts";
import { extractFacts } from "#rag/documents/facts/extract-facts.ts";
import { hashFacts } from "#rag/documents/facts/hash-facts.ts";
import { protectFacts } from "#rag/documents/facts/protect-facts.ts";
import { relevantFacts } from "#rag/documents/facts/relevant-facts.ts";
import { italianValue } from "#rag/documents/italian-value.ts";
import type { ParsedDocument } from "#rag/documents/types.ts";
import { createPiiService } from "#rag/pii/create-pii-service.ts";

const page = "Contratto di lavoro. Il dipendente Mario Rossi è assunto. Il preavviso è di 30 giorni.\nFirma.";
const parsed = (change: Partial<ParsedDocument> = {}): ParsedDocument => ({
  hash: "a".repeat(64),
  filename: "contratto Mario Rossi.pdf",
  type: "Contratto",
  fields: [
    {
      name: "worker",
      value: "Mario Rossi",
      label: "Seconda parte",
      page: 1,
      span: { start: 35, end: 46 },
      confidence: 0.9,
    },
    {
      name: "notice",
      value: "P30D",
      label: "Preavviso",
      page: 1,
      span: { start: 74, end: 83 },
      confidence: 0.8,
    },
    {
      name: "pay",
      value: "1220.00",
      label: "Retribuzione lorda",
      page: 2,
      span: null,
      line: 7,
      confidence: 1,
    },
  ],
  issues: [
    { severity: "warning", code: "date-missing", message: "manca la data", page: 2 },
    { severity: "info", code: "note", message: "niente" },
  ],
  text: { pages: [{ number: 1, text: page }], method: "text-layer", confidence: 1, issues: [] },
  ...change,
});

describe("facts of a document", () => {
  const facts = extractFacts(parsed());

  it("are its fields, what is wrong with it, and its text where the fields do not say it all", () => {
    expect(facts.map(({ kind, name }) => [kind, name])).toEqual([
      ["field", "worker"],
      ["field", "notice"],
      ["field", "pay"],
      ["issue", "date-missing"],
      ["text", "text"],
    ]);
    expect(facts[3]).toMatchObject({ label: "Avviso sul documento", page: 2, span: null });
    const total = { severity: "warning", code: "total-differs", message: "differisce" } as const;
    const found = extractFacts(
      parsed({ issues: [{ ...total, span: { start: 3, end: 9 }, detail: "differs" }, total] }),
    );
    expect(found.filter(({ kind }) => kind === "issue")).toMatchObject([
      { page: 1, span: { start: 3, end: 9 }, detail: "differs" },
      // Of the document as a whole.
      { page: 1, span: { start: 0, end: page.length } },
    ]);
    const invoice = extractFacts(parsed({ type: "Fattura XML" }));
    expect(invoice.some(({ kind }) => kind === "text")).toBe(false);
  });

  it("have ids of their own and the spans that were read", () => {
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
    expect(facts[1]).toMatchObject({
      id: "aaaaaaaaaaaa:notice",
      page: 1,
      span: { start: 74, end: 83 },
      confidence: 0.8,
    });
  });

  it("quote the text in passages whose spans are the passages", () => {
    const long = Array.from({ length: 60 }, (_, at) => `Frase numero ${at} del verbale della riunione.`).join(
      " \n",
    );
    const text = {
      pages: [
        { number: 1, text: "  " },
        { number: 2, text: long },
      ],
      method: "plain" as const,
      confidence: 1,
      issues: [],
    };
    const passages = extractFacts(parsed({ type: "Other", fields: [], issues: [], text }));
    expect(passages.length).toBeGreaterThan(3);
    for (const { span, value, page: number } of passages) {
      expect(number).toBe(2);
      expect(value.length).toBeLessThanOrEqual(600);
      expect(long.slice(span?.start, span?.end)).toBe(value);
    }
  });

  it("have a hash that changes with any of them and with nothing else", () => {
    expect(hashFacts(facts)).toBe(hashFacts(extractFacts(parsed())));
    expect(hashFacts(facts)).not.toBe(hashFacts(facts.slice(1)));
  });
});

describe("the facts that a model is told", () => {
  const facts = extractFacts(parsed());

  it("are those nearest to the question first", () => {
    const [first] = relevantFacts("Qual è il preavviso?", facts, 2);
    expect(first?.name).toBe("notice");
    expect(relevantFacts("Quanto è la retribuzione?", facts, 1).map(({ name }) => name)).toEqual(["pay"]);
  });

  it("leave no document out for another, and stand together by document", () => {
    const other = extractFacts(parsed({ hash: "b".repeat(64), type: "Busta paga" }));
    const chosen = relevantFacts("Qual è il preavviso?", [...facts, ...other], 4);
    expect(chosen.map(({ hash }) => hash[0])).toEqual(["a", "a", "b", "b"]);
    expect(relevantFacts("x", [...facts, ...other], 100)).toHaveLength(facts.length + other.length);
    expect(relevantFacts("x", [], 5)).toEqual([]);
  });

  it("hide personal data in fields that hold it, wherever the same value stands, and in the file's name", () => {
    const pii = createPiiService();
    const vault = pii.createVault();
    const hidden = protectFacts(facts, pii, vault);
    expect(JSON.stringify(hidden)).not.toContain("Rossi");
    const [worker] = hidden;
    expect(worker?.value).toMatch(/^\[NOME_\d+\]$/);
    expect(hidden.map(({ value }) => vault.restore(value))).toEqual(facts.map(({ value }) => value));
    expect(hidden.map(({ filename }) => vault.restore(filename))).toEqual(
      facts.map(({ filename }) => filename),
    );
    expect(hidden.map(({ span }) => span)).toEqual(facts.map(({ span }) => span));
  });

  it("cannot be taken for a placeholder that the document wrote itself", () => {
    const pii = createPiiService();
    const vault = pii.createVault();
    vault.placeholder("name", "Anna Verdi");
    const text = {
      pages: [{ number: 1, text: "Codice [NOME_2] e [NOME_1]." }],
      method: "plain" as const,
      confidence: 1,
      issues: [],
    };
    const own = extractFacts(parsed({ type: "Other", issues: [], text }));
    const hidden = protectFacts(own, pii, vault);
    expect(vault.restore(hidden.at(-1)?.value ?? "")).toContain("[NOME_2]");
  });
});

describe("facts in words", () => {
  it.each([
    ["1220.00", "1.220,00"],
    ["-1234567.5000", "-1.234.567,5000"],
    ["2026-03-16", "16/03/2026"],
    ["2026-03", "03/2026"],
    ["P3M", "3 mesi"],
    ["P1Y", "1 anno"],
    ["TD01", "TD01"],
    ["RSSMRA80A01H501U", "RSSMRA80A01H501U"],
  ])("%s is written %s", (value, written) => {
    expect(italianValue(value)).toBe(written);
  });

  it.each([
    ["3237.80", "EUR", "3.237,80 €"],
    ["-0.02", "EUR", "-0,02 €"],
    ["90071992547409.93", "EUR", "90.071.992.547.409,93 €"],
    ["1220.00", "USD", "1.220,00 USD"],
    ["22.00", "%", "22,00 %"],
    ["1500.00 EUR", undefined, "1.500,00 €"],
  ])("%s in %s is written %s", (value, unit, written) => {
    expect(italianValue(value, unit)).toBe(written);
  });

  it("say page, line and span", () => {
    expect(placeOf({ page: 2, line: 7, span: { start: 3, end: 9 } })).toBe("pagina 2, riga 7, caratteri 3-9");
    expect(placeOf({ page: 1, span: null })).toBe("pagina 1");
  });

  it("are passages with their place, under the document's name and type", () => {
    const [passage] = toPassages(extractFacts(parsed()).slice(1));
    expect(passage).toMatchObject({
      title: "contratto Mario Rossi.pdf (Contratto)",
      text: "Preavviso: 30 giorni",
      source: "pagina 1, caratteri 74-83",
      place: { document: "a".repeat(64), page: 1, span: { start: 74, end: 83 } },
    });
  });

  it("go to the model by document, with certainty and what was taken out", () => {
    const told = describeFacts(extractFacts(parsed()), [{ hash: "a".repeat(64), kind: "macro", where: "x" }]);
    expect(told).toContain("Documento contratto Mario Rossi.pdf (Contratto):");
    expect(told).toContain("- Retribuzione lorda: 1.220,00 (pagina 2, riga 7; certezza 1,00)");
    expect(told).toContain("sono stati rimossi: macro.");
    expect(describeFacts(extractFacts(parsed()), [])).not.toContain("rimossi");
  });

  it("are cut at a length that a model can read, and say how many are missing", () => {
    const field = parsed().fields[2];
    const fields = Array.from({ length: 500 }, (_, at) => ({
      name: `f${at}`,
      value: "1.00",
      label: `Campo ${at}`,
      page: 1,
      span: null,
      confidence: 1,
      ...(field === undefined ? {} : { line: field.line ?? 1 }),
    }));
    const told = describeFacts(extractFacts(parsed({ type: "Fattura XML", fields })), []);
    expect(told.length).toBeLessThan(14_000);
    expect(told).toMatch(/Altri \d+ fatti non sono riportati\./);
  });
});
