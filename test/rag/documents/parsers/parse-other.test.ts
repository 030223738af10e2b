import { describe, expect, it } from "vitest";

import { fileOf, fixture, parsers, problems, quoted, reading, values } from "../support/fixture.ts";

const documents = parsers();
const parse = (path: string) => documents.parseOther(fixture(path), reading());

describe("parseOther", () => {
  it("finds amounts, dates, periods and codes with their places", async () => {
    const parsed = await parse("altro/lettera.pdf");
    expect(values(parsed)).toEqual({
      "date[1]": "2026-01-12",
      "period[1]": "2026-Q1",
      "date[2]": "2026-03-16",
      "tax_code[1]": "6002",
      "money[1]": "1540.00 EUR",
    });
    expect(quoted(parsed)).toMatchObject({ "money[1]": "€ 1.540,00", "date[2]": "16/03/2026" });
  });

  it.each([
    ["altro/verbale.docx", "date[1]", "2026-04-28"],
    ["altro/preventivo.xlsx", "money[2]", "1200.00 EUR"],
    ["altro/nota.txt", "money[1]", "350.00 EUR"],
  ])("reads %s", async (path, name, value) => {
    expect(values(await parse(path))[name]).toBe(value);
  });

  it("says that a document without text has none", async () => {
    const parsed = await parse("altro/vuoto.pdf");
    expect(problems(parsed)).toEqual(["error no-text"]);
    expect(parsed.fields).toEqual([]);
  });

  it("reports a damaged file, without fields", async () => {
    const parsed = await documents.parseOther({ ...fixture("altro/troncato.docx"), kind: "docx" }, reading());
    expect(problems(parsed)).toEqual(["error file-damaged"]);
    expect(parsed.fields).toEqual([]);
  });

  it("stops at fifty values of a kind", async () => {
    const ledger = Array.from({ length: 80 }, (_, i) => `Riga ${i}: ${i + 1},00 euro`).join("\n");
    expect((await documents.parseOther(fileOf("a.txt", ledger), reading())).fields).toHaveLength(50);
  });
});
