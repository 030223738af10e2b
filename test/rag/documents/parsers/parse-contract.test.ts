import { describe, expect, it } from "vitest";

import { parseContract } from "#rag/documents/parsers/parse-contract.ts";
import type { DocumentText } from "#rag/documents/types.ts";

import { fixture, parsers, problems, quoted, reading, values } from "../support/fixture.ts";

const documents = parsers();
const parse = (path: string) => documents.parseContract(fixture(path), reading());

const text = (content: string): DocumentText => ({
  pages: [{ number: 1, text: content }],
  method: "plain",
  confidence: 1,
  issues: [],
});

describe("parseContract", () => {
  it("reads an open-ended contract, each value from its span", async () => {
    const parsed = await parse("contratto/indeterminato.docx");
    expect(problems(parsed)).toEqual([]);
    expect(values(parsed)).toEqual({
      kind: "tempo indeterminato",
      employer: "Officine Aurora S.r.l.",
      worker: "Maria Rossi",
      worker_tax_code: "RSSMRA80A41H501Y",
      employer_vat_number: "01234567897",
      agreement: "Metalmeccanico Industria",
      level: "C3",
      qualification: "impiegata",
      duties: "addetta alla contabilità",
      start: "2026-09-01",
      signed_on: "2026-08-24",
      trial: "P3M",
      notice: "P30D",
      hours_week: "40",
      pay_year: "28600.00",
      pay_instalments: "13",
    });
    expect(quoted(parsed)).toMatchObject({
      start: "1 settembre 2026",
      trial: "3 mesi",
      pay_year: "28.600,00",
      employer: "Officine Aurora S.r.l.",
    });
  });

  it("reads a fixed-term contract", async () => {
    const parsed = await parse("contratto/determinato.pdf");
    expect(problems(parsed)).toEqual([]);
    expect(values(parsed)).toMatchObject({
      kind: "tempo determinato",
      worker: "Luca Verdi",
      agreement: "Turismo Pubblici esercizi",
      level: "5",
      start: "2026-06-01",
      end: "2026-09-30",
      trial: "P15D",
      hours_week: "24",
      pay_month: "1050.00",
      pay_instalments: "14",
    });
  });

  it.each([
    ["CONTRATTO DI APPRENDISTATO A TEMPO INDETERMINATO", "apprendistato"],
    ["Contratto di collaborazione coordinata e continuativa", "collaborazione coordinata e continuativa"],
    ["Contratto di prestazione d'opera professionale", "prestazione d'opera"],
    ["Contratto di locazione ad uso abitativo", "locazione"],
    ["Lettera di assunzione a tempo indeterminato", "tempo indeterminato"],
  ])("takes %j for %s", (title, kind) => {
    expect(values(parseContract(text(title)))["kind"]).toBe(kind);
  });

  it("says when a fixed term has no end and when the end comes first", () => {
    const open = parseContract(text("Contratto a tempo determinato che decorre dal 01/06/2026."));
    expect(open.issues).toEqual([expect.objectContaining({ code: "field-missing" })]);
    const reversed = parseContract(
      text("Contratto a tempo determinato. Il rapporto decorre dal 01/06/2026 e termina il 01/05/2026."),
    );
    expect(reversed.issues).toEqual([expect.objectContaining({ code: "dates-reversed" })]);
  });

  it("says when the text is no contract", () => {
    expect(parseContract(text("Gentile cliente, buongiorno.")).issues).toEqual([
      expect.objectContaining({ message: "non è stato trovato il tipo di contratto" }),
    ]);
  });

  it("reports a damaged file, without fields", async () => {
    const file = { ...fixture("contratto/troncato.docx"), kind: "docx" as const };
    const parsed = await documents.parseContract(file, reading());
    expect(problems(parsed)).toEqual(["error file-damaged"]);
    expect(parsed.fields).toEqual([]);
  });

  it("reads a file with macros like the one without", async () => {
    expect(values(await parse("ostili/macro.docx"))).toEqual(
      values(await parse("contratto/indeterminato.docx")),
    );
  });

  it("takes time in proportion to long texts without a full stop", () => {
    const started = performance.now();
    parseContract(
      text(`${"periodo di prova di tra Aa retribuzione mensile ".repeat(4_000)}${"\n".repeat(100_000)}`),
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
