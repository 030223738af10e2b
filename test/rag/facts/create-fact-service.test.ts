import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFactService } from "../../../src/rag/facts/create-fact-service.ts";

const service = createFactService();

function factsOf(text: string) {
  return service.canonicalize(service.extract(text));
}

function valuesOf(text: string): string[] {
  return factsOf(text).map(({ kind, value }) => `${kind} ${value}`);
}

const signature = (question: string, hashes: readonly string[] = []) =>
  service.signature(question, factsOf(question), hashes);

describe("extract and canonicalize", () => {
  it.each([
    ["1.500,50 euro", "money 1500.50 EUR"],
    ["€ 2.000", "money 2000.00 EUR"],
    ["1500 €", "money 1500.00 EUR"],
    ["85mila euro", "money 85000.00 EUR"],
    ["85.000 euro", "money 85000.00 EUR"],
    ["1,5 milioni di euro", "money 1500000.00 EUR"],
    ["EUR 100,5", "money 100.50 EUR"],
    ["0,1 euro", "money 0.10 EUR"],
    ["22 per cento", "percentage 22%"],
    ["22%", "percentage 22%"],
    ["5,50 %", "percentage 5.5%"],
    ["16 marzo 2026", "date 2026-03-16"],
    ["16/03/2026", "date 2026-03-16"],
    ["16.3.26", "date 2026-03-16"],
    ["2026-03-16", "date 2026-03-16"],
    ["1° gennaio", "date --01-01"],
    ["I trimestre 2025", "period 2025-Q1"],
    ["primo trimestre del 2025", "period 2025-Q1"],
    ["2° semestre 2024", "period 2024-S2"],
    ["marzo 2026", "period 2026-03"],
    ["anno d'imposta 2024", "period 2024"],
    ["nel 2025", "period 2025"],
    ["30 giorni", "period P30D"],
    ["12 mesi", "period P12M"],
    ["S.r.l.", "entity SRL"],
    ["ditta individuale", "entity DITTA INDIVIDUALE"],
    ["avvocati", "profession AVVOCATO"],
    ["Friuli Venezia Giulia", "place FRIULI VENEZIA GIULIA"],
    ["codice tributo 6099", "tax_code 6099"],
    ["ATECO 62.01.00", "tax_code ATECO 62.01.00"],
  ])("reads `%s` as %s", (text, expected) => {
    expect(valuesOf(`Vale per ${text}, giusto?`)).toEqual([expected]);
  });

  it.each([
    ["DPR 633/1972 art. 10", "DPR 633/1972 art. 10"],
    ["art. 10 del D.P.R. n. 633/1972", "DPR 633/1972 art. 10"],
    ["art. 10, comma 1, DPR 633/72", "DPR 633/1972 art. 10 c. 1"],
    ["D.P.R. 26 ottobre 1972, n. 633", "DPR 633/1972"],
    ["L. 190/2014 c. 54", "L 190/2014 c. 54"],
    ["art. 1, commi 54-89, legge n. 190 del 23 dicembre 2014", "L 190/2014 art. 1 c. 54-89"],
    ["art. 2120 c.c.", "CC art. 2120"],
    ["articolo 2120 del codice civile", "CC art. 2120"],
    ["D.Lgs. 81/2008 art. 18-bis", "DLGS 81/2008 art. 18-bis"],
    ["art. 67 TUIR", "TUIR art. 67"],
    ["circolare 32/E del 2023", "CIRC 32/E/2023"],
  ])("reads the law `%s` as %s", (text, expected) => {
    expect(valuesOf(`Secondo ${text}.`)).toEqual([`law ${expected}`]);
  });

  it("gives an article to the act it stands beside", () => {
    expect(valuesOf("DPR 633/1972 art. 10, L. 190/2014 c. 54")).toEqual([
      "law DPR 633/1972 art. 10",
      "law L 190/2014 c. 54",
    ]);
  });

  it("leaves out what cannot be", () => {
    expect(valuesOf("il 31/02/2026 e il 45 marzo 2026, quinto trimestre 2025")).toEqual(["period 2026-03"]);
  });

  it("keeps places in the text and never overlaps", () => {
    const piece = fc.constantFrom(
      "1.500 euro",
      "22%",
      "16/03/2026",
      "art. 10",
      "DPR 633/1972",
      "Roma",
      "srl",
      " ",
      ", ",
      "nel 2025",
      "€",
      "12",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        let end = 0;
        for (const fact of service.extract(text)) {
          expect(text.slice(fact.start, fact.end)).toBe(fact.text);
          expect(fact.start).toBeGreaterThanOrEqual(end);
          end = fact.end;
        }
      }),
    );
  });

  it.each(["1", "1.", "1% ", "art. 1 ", "a", "c.", "€1 ", "del "])(
    "ends soon on 100,000 characters of %j",
    (unit) => {
      const text = unit.repeat(100_000 / unit.length);
      expect(service.extract(text).every(({ start, end }) => end > start)).toBe(true);
    },
    4_000,
  );
});

describe("signature", () => {
  it.each([
    ["Qual è l'aliquota IVA ordinaria?", "qual e' l'aliquota ordinaria IVA"],
    ["Ho incassato 1.500,50 euro: devo la fattura?", "Ho incassato € 1500,50, devo la fattura?"],
    ["Scade il 16/03/2026?", "scade il 16 marzo 2026"],
    ["IVA per una S.r.l.", "IVA per una srl"],
  ])("is the same for `%s` and `%s`", (one, other) => {
    expect(signature(one)).toBe(signature(other));
  });

  it.each([
    ["posso detrarre l'IVA?", "non posso detrarre l'IVA?"],
    ["passare da forfettario a ordinario", "passare da ordinario a forfettario"],
    ["quando pago l'IVA", "quanto pago di IVA"],
    ["devo 1.500 euro?", "devo 1.600 euro?"],
    ["chi?", "e di che?"],
    ["a", "e"],
  ])("differs for `%s` and `%s`", (one, other) => {
    expect(signature(one)).not.toBe(signature(other));
  });

  it("counts attachments in any order", () => {
    expect(signature("controlla la fattura", ["a", "b"])).toBe(signature("controlla la fattura", ["b", "a"]));
    expect(signature("controlla la fattura", ["a"])).not.toBe(signature("controlla la fattura"));
  });

  it("does not change with the order of words, letter case, blanks or punctuation", () => {
    const words = ["aliquota", "iva", "forfettario", "tfr", "ferie", "2025", "22%", "non", "quando"];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(words, { minLength: 1 }),
        fc.boolean(),
        fc.constantFrom(" ", "  ", ", "),
        (chosen, upper, blank) => {
          const one = chosen.join(blank);
          const other = chosen.toReversed().join(" ");
          expect(signature(upper ? one.toUpperCase() : one)).toBe(signature(other));
        },
      ),
    );
  });
});
