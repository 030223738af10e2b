import { describe, expect, it } from "vitest";

import { parseF24 } from "#rag/documents/parsers/parse-f24.ts";
import type { DocumentText } from "#rag/documents/types.ts";

import { fixture, parsers, problems, quoted, reading, values } from "../support/fixture.ts";

const documents = parsers();
const parse = (path: string) => documents.parseF24(fixture(path), reading());

const text = (...lines: readonly string[]): DocumentText => ({
  pages: [{ number: 1, text: lines.join("\n") }],
  method: "plain",
  confidence: 1,
  issues: [],
});
const head = "codice tributo   rateazione   anno rif.   importi a debito   importi a credito";

describe("parseF24", () => {
  it("reads sections, codes, periods and amounts, debit and credit apart", async () => {
    const parsed = await parse("f24/ordinario.pdf");
    expect(problems(parsed)).toEqual([]);
    expect(values(parsed)).toMatchObject({
      tax_code: "01234567897",
      taxpayer: "Officine Aurora S.r.l.",
      date: "2026-04-16",
      final_balance: "3227.80",
      "row[1].section": "Erario",
      "row[1].code": "1001",
      "row[1].instalment": "0003",
      "row[1].debit": "1250.00",
      "row[2].code_name": "IVA: saldo annuale",
      "row[2].year": "2025",
      "row[2].credit": "800.00",
      "row[4].registration": "4912345678",
      "row[4].from": "2026-03",
      "row[5].region": "10",
      "row[6].municipality": "F205",
      "row[6].code": "3918",
      "computed.balance": "3227.80",
    });
    expect(values(parsed)["row[2].debit"]).toBeUndefined();
    expect(quoted(parsed)).toMatchObject({
      "row[1].debit": "1.250,00",
      "row[4].from": "03/2026",
      "row[6].year": "2026",
      "row[1].section": "SEZIONE ERARIO",
      "row[2].code_name": "6099",
    });
    expect(parsed.fields.filter(({ span }) => span === null)).toEqual([]);
  });

  it("says by how much the written balance is off, and where it stands", async () => {
    const { issues, text: read } = await parse("f24/saldo-errato.pdf");
    expect(issues).toEqual([
      {
        severity: "warning",
        code: "total-differs",
        message: "saldo finale: scritto 3.237,80 €, ricalcolato 3.227,80 €, differenza di 10,00 €",
        page: 1,
        span: { start: 1551, end: 1559 },
      },
    ]);
    expect(read.pages[0]?.text.slice(1551, 1559)).toBe("3.237,80");
  });

  it("adds up each section again", () => {
    const { issues } = parseF24(
      text(
        "SEZIONE ERARIO",
        head,
        "1040  0003  2026  100,00",
        "TOTALE A  110,00  B  0,00  SALDO (A-B)  90,00",
        "SALDO FINALE  100,00",
      ),
    );
    expect(issues.map(({ message }) => message)).toEqual([
      "sezione Erario, totale a debito: scritto 110,00 €, ricalcolato 100,00 €, differenza di 10,00 €",
      "sezione Erario, saldo: scritto 90,00 €, ricalcolato 100,00 €, differenza di -10,00 €",
    ]);
  });

  it("says that a balance below zero cannot be", () => {
    const credit = "6099               2025                           50,00".padEnd(70);
    const { issues } = parseF24(
      text("SEZIONE ERARIO", head, credit.replace("50,00", "     ").trimEnd().padEnd(63) + "50,00"),
    );
    expect(issues).toEqual([expect.objectContaining({ code: "negative-balance" })]);
  });

  it("takes a lone amount without a head of columns for a debit, unsurely", () => {
    const { fields, issues } = parseF24(text("SEZIONE ERARIO", "1040 0003 2026 100,00"));
    expect(fields.find(({ name }) => name === "row[1].debit")).toMatchObject({
      value: "100.00",
      confidence: 0.6,
    });
    const span = { start: 30, end: 36 };
    expect(issues).toEqual([expect.objectContaining({ code: "column-unknown", page: 1, span })]);
  });

  it("reads two amounts of a row as debit and credit", () => {
    expect(values(parseF24(text("SEZIONE REGIONI", "10 3802 0003 2025 100,00 20,00")))).toMatchObject({
      "row[1].debit": "100.00",
      "row[1].credit": "20.00",
    });
  });

  it("says when a form has no row", () => {
    expect(parseF24(text("Mod. F24")).issues).toEqual([expect.objectContaining({ code: "no-rows" })]);
  });

  it("reports a damaged file, without fields", async () => {
    const parsed = await parse("f24/troncato.pdf");
    expect(problems(parsed)).toEqual(["error file-damaged"]);
    expect(parsed.fields).toEqual([]);
  });

  it("reads a form with scripts like the one without", async () => {
    expect(values(await parse("ostili/script-e-allegato.pdf"))).toEqual(
      values(await parse("f24/ordinario.pdf")),
    );
  });
});
