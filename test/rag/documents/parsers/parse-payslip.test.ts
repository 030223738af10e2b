import { describe, expect, it } from "vitest";

import { parsePayslip } from "#rag/documents/parsers/parse-payslip.ts";
import type { DocumentText } from "#rag/documents/types.ts";

import { fixture, parsers, problems, quoted, reading, values } from "../support/fixture.ts";

const documents = parsers();
const parse = (path: string) => documents.parsePayslip(fixture(path), reading());

const text = (...lines: readonly string[]): DocumentText => ({
  pages: [{ number: 1, text: lines.join("\n") }],
  method: "plain",
  confidence: 1,
  issues: [],
});

describe("parsePayslip", () => {
  it("reads pay, contributions, withholdings, hours, leave and severance", async () => {
    const parsed = await parse("busta-paga/marzo.pdf");
    expect(problems(parsed)).toEqual([]);
    expect(values(parsed)).toEqual({
      employer: "Officine Aurora S.r.l.",
      employee: "Rossi Maria",
      tax_code: "RSSMRA80A41H501Y",
      badge: "000127",
      period: "2026-03",
      agreement: "Metalmeccanico Industria",
      level: "C3",
      qualification: "Impiegata",
      hired_on: "2019-09-01",
      hours_ordinary: "168.00",
      hours_overtime: "4.00",
      base_pay: "2200.00",
      gross: "2261.90",
      social_base: "2261.90",
      contributions: "214.65",
      tax_base: "2047.25",
      tax_gross: "470.87",
      tax_credits: "195.00",
      tax: "275.87",
      tax_regional: "28.40",
      tax_municipal: "12.10",
      deductions: "531.02",
      net: "1730.88",
      leave_previous: "40.00",
      leave_accrued: "43.33",
      leave_taken: "16.00",
      leave_left: "67.33",
      severance_month: "156.24",
      severance_total: "9870.11",
    });
    expect(quoted(parsed)).toMatchObject({ net: "1.730,88", period: "Marzo 2026", hired_on: "01/09/2019" });
  });

  it("reads the tables of a Word file, with a rounding that is part of the net pay", async () => {
    const parsed = await parse("busta-paga/aprile.docx");
    expect(problems(parsed)).toEqual([]);
    expect(values(parsed)).toMatchObject({ period: "2026-04", rounding: "0.26", net: "1688.00" });
  });

  it("says by how much the net pay is off, and where it stands", async () => {
    const { issues, text: read } = await parse("busta-paga/conti-errati.pdf");
    expect(issues).toEqual([
      {
        severity: "warning",
        code: "total-differs",
        message:
          "netto (competenze meno trattenute): scritto 1.830,88 €, ricalcolato 1.730,88 €, differenza di 100,00 €",
        page: 1,
        span: { start: 1674, end: 1682 },
      },
    ]);
    expect(read.pages[0]?.text.slice(1674, 1682)).toBe("1.830,88");
  });

  it("reads a payslip with scripts like the one without", async () => {
    expect(values(await parse("ostili/busta-paga.pdf"))).toEqual(values(await parse("busta-paga/marzo.pdf")));
  });

  it("checks nothing of which a part is not printed", () => {
    const { issues } = parsePayslip(text("Periodo 03/2026", "Totale competenze 1.000,00", "Netto 700,00"));
    expect(issues).toEqual([]);
  });

  it("takes deductions with a minus sign for what they are", () => {
    const { fields, issues } = parsePayslip(
      text("Mese 03/2026", "Totale competenze 1.000,00", "Totale trattenute 300,00-", "Netto 700,00"),
    );
    expect(values({ fields })["deductions"]).toBe("-300.00");
    expect(issues).toEqual([]);
  });

  it("reads values below their labels, column by column, less surely", () => {
    const { fields, issues } = parsePayslip(
      text(
        "Mese              Totale competenze   Totale trattenute      Netto",
        "",
        "Marzo 2026              1.000,00           300,00           700,00",
      ),
    );
    expect(values({ fields })).toEqual({
      period: "2026-03",
      gross: "1000.00",
      deductions: "300.00",
      net: "700.00",
    });
    expect(fields.every(({ confidence }) => confidence < 0.8)).toBe(true);
    expect(issues).toEqual([]);
  });

  it("names what it was read for and did not find", () => {
    expect(parsePayslip(text("Cedolino di Rossi")).issues.map(({ message }) => message)).toEqual([
      "nel testo non si trova la retribuzione lorda",
      "nel testo non si trova il netto",
      "nel testo non si trova il periodo di paga",
    ]);
  });

  it("takes time in proportion to a long line", () => {
    const started = performance.now();
    parsePayslip(text(`Totale competenze${" ".repeat(200_000)}x`, "Netto".repeat(20_000)));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
