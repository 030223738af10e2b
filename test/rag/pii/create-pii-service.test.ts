import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPiiService } from "../../../src/rag/pii/create-pii-service.ts";
import type { PiiType } from "../../../src/rag/pii/types.ts";

const pii = createPiiService();

function found(text: string): (readonly [PiiType, string, number])[] {
  return pii
    .detect(text)
    .map(({ type, start, end, confidence }) => [type, text.slice(start, end), confidence] as const);
}

function anonymized(text: string): string {
  return pii.anonymize(text, pii.createVault()).text;
}

describe("codes with check digits", () => {
  it.each([
    ["RSSMRA85T10A562S", "codice_fiscale"],
    ["rssmra85t10a562s", "codice_fiscale"],
    ["RSS MRA 85T10 A562S", "codice_fiscale"],
    ["07643520567", "partita_iva"],
    ["IT07643520567", "partita_iva"],
    ["IT60X0542811101000000123456", "iban"],
    ["IT60 X054 2811 1010 0000 0123 456", "iban"],
    ["DE89370400440532013000", "iban"],
    ["GB29 NWBK 6016 1331 9268 19", "iban"],
  ])("finds %s as a proved %s", (value, type) => {
    expect(found(`Ecco il dato ${value}, grazie`)).toEqual([[type, value, 1]]);
  });

  it("finds a codice fiscale of omocodia, whose digits are letters", () => {
    expect(found("codice RSSMRA85T10A56NH")).toEqual([["codice_fiscale", "RSSMRA85T10A56NH", 1]]);
  });

  it("finds a mistyped codice fiscale with less confidence, but not one with an impossible day", () => {
    expect(found("codice RSSMRA85T10A562A")).toEqual([["codice_fiscale", "RSSMRA85T10A562A", 0.85]]);
    expect(found("codice RSSMRA85T39A562A")).toEqual([]);
  });

  it("takes eleven digits that fail the check for a partita IVA only when the text says so", () => {
    expect(found("protocollo 07643520568")).toEqual([]);
    expect(found("P. IVA: 07643520568")).toEqual([["partita_iva", "07643520568", 0.85]]);
  });

  it("does not take an IBAN's first words for more than it is", () => {
    expect(anonymized("IBAN IT60X0542811101000000123456 della ditta")).toBe("IBAN [IBAN_1] della ditta");
    expect(found("DE89370400440532013001")).toEqual([]);
  });
});

describe("addresses and numbers", () => {
  it.each(["mario.rossi@example.it", "m+fatture@studio-rossi.co.it", "info@èqua.it"])(
    "finds the e-mail address %s",
    (value) => {
      expect(found(`scrivi a ${value}.`)).toEqual([["email", value, 0.99]]);
    },
  );

  it.each([
    "3401234567",
    "340 1234567",
    "340 123 4567",
    "+39 340 1234567",
    "0039 3401234567",
    "06 12345678",
    "+41 91 123 45 67",
  ])("finds the telephone number %s", (value) => {
    expect(found(`contatto ${value}!`).map(([type, text]) => [type, text])).toEqual([["phone", value]]);
  });

  it("finds a landline number without a break when a word announces it", () => {
    expect(found("tel. 0612345678")).toHaveLength(1);
    expect(found("numero 0612345678")).toHaveLength(0);
  });
});

describe("names", () => {
  it.each([
    ["Mario Rossi deve pagare", "[NOME_1] deve pagare"],
    ["mi chiamo mario rossi e vivo qui", "mi chiamo [NOME_1] e vivo qui"],
    ["Il sig. Brambati e la dott.ssa Anna De Luca", "Il sig. [NOME_1] e la dott.ssa [NOME_2]"],
    ["l'avvocato Bianchi e l'ing. Costa", "l'avvocato [NOME_1] e l'ing. [NOME_2]"],
    ["Rossi Mario ha aperto", "[NOME_1] ha aperto"],
    ["GIUSEPPE VERDI DEVE PAGARE", "[NOME_1] DEVE PAGARE"],
    ["Maria Teresa Dell'Acqua chiede", "[NOME_1] chiede"],
    ["Posso assumere Marco?", "Posso assumere [NOME_1]?"],
    ["Rosa Bianchi", "[NOME_1]"],
  ])("masks the name in `%s`", (text, expected) => {
    expect(anonymized(text)).toBe(expected);
  });

  it("masks the surname alone once the text has named its bearer", () => {
    expect(anonymized("Luca Brambati ha una ditta. Brambati fattura poco.")).toBe(
      "[NOME_1] ha una ditta. [NOME_2] fattura poco.",
    );
  });
});

describe("what is no personal data", () => {
  it.each([
    "A Roma, a Gennaio, il Regime Forfettario vale per i Ricavi fino a 85.000 euro",
    "Santo Stefano e San Marco, Via Giulia, Piazza Maria Teresa, riforma Cartabia, decreto Bersani",
    "La Norma UNI e la Stella Alpina, la Regina dei fiori, il Franco Svizzero",
    "D.Lgs. 231/2001, DPR 633/1972 art. 10, L. 190/2014 c. 54-89, art. 2120 c.c.",
    "350.000.000 euro, 345 123 456 euro, € 340 123 4567, il 22%, codice tributo 6099",
    "dal 01/01/2026 al 31/12/2026, periodo 01/2026, 2025-03-16, ore 12.30",
    "Il Commercialista e l'Agenzia delle Entrate di Milano, la Corte di Cassazione, l'Avv. Generale",
    "ING Direct, Contratto Collettivo Nazionale, CCNL Metalmeccanici Industria, Cassa Integrazione",
    "Quando scade il versamento F24 di giugno per il contribuente in regime ordinario?",
    "fattura n. 12345678901234, protocollo 123456789012",
  ])("leaves `%s` alone", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("anonymize", () => {
  it("gives one value one placeholder across the messages of a request", () => {
    const vault = pii.createVault();
    expect(pii.anonymize("CF RSSMRA85T10A562S, e-mail a@b.it", vault).text).toBe(
      "CF [CF_1], e-mail [EMAIL_1]",
    );
    expect(pii.anonymize("ancora RSSMRA85T10A562S e c@d.it", vault).text).toBe("ancora [CF_1] e [EMAIL_2]");
    expect(vault.size).toBe(3);
  });

  it("leaves its own placeholders alone when it sees a text again", () => {
    const vault = pii.createVault();
    const once = pii.anonymize("CF RSSMRA85T10A562S", vault).text;
    expect(pii.anonymize(once, vault).text).toBe(once);
  });

  it("does not let a user's text pass for a placeholder", () => {
    const vault = pii.createVault();
    const { text } = pii.anonymize("[CF_1] è RSSMRA85T10A562S", vault);
    expect(text).toBe("[TXT_1] è [CF_1]");
    expect(vault.restore(text)).toBe("[CF_1] è RSSMRA85T10A562S");
  });

  it("can always be undone", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        " ",
        "[CF_1]",
        "[TXT_1]",
        "[NOME_2",
        "RSSMRA85T10A562S",
        "Mario Rossi",
        "a@b.it",
        "340 1234567",
        "[",
        "]",
        "sig. ",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const vault = pii.createVault();
        expect(vault.restore(pii.anonymize(text, vault).text)).toBe(text);
      }),
    );
  });

  it("returns matches in order that do not overlap", () => {
    const piece = fc.constantFrom(
      "RSSMRA85T10A562S",
      "Mario Rossi",
      "a@b.it",
      "3401234567",
      "IT60X0542811101000000123456",
      " ",
      "+39",
      ".",
      "sig. ",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const matches = pii.detect(pieces.join(""));
        for (const [at, match] of matches.entries()) {
          expect(match.end).toBeGreaterThan(match.start);
          expect(match.start).toBeGreaterThanOrEqual(matches[at - 1]?.end ?? 0);
        }
      }),
    );
  });

  it.each([
    "a",
    "1",
    "3",
    "A1",
    "a@",
    "@a.",
    "0 1",
    "Mario ",
    "ROSSI ",
    "+39",
    "IT60",
    "[CF_",
    "a.",
    "sig. ",
  ])(
    "ends soon on 200,000 characters of %j",
    (unit) => {
      const text = unit.repeat(200_000 / unit.length);
      const vault = pii.createVault();
      expect(vault.restore(pii.anonymize(text, vault).text)).toBe(text);
    },
    2_000,
  );
});
