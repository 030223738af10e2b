import { describe, expect, it } from "vitest";

import { readAmount, readDate, readMonth } from "#rag/documents/parsers/text-values.ts";

describe("readAmount", () => {
  it.each([
    ["1.234,56", "1234.56"],
    ["1234,56", "1234.56"],
    ["12,50-", "-12.50"],
    ["-12,50", "-12.50"],
    ["+7,00", "7.00"],
    ["000,10", "0.10"],
    ["-0,00", "0.00"],
    ["1.234 ,56", "1234.56"],
    ["9.999.999.999,99", "9999999999.99"],
  ])("reads %s as %s", (text, value) => {
    expect(readAmount(text)).toBe(value);
  });

  it.each(["", "12", "12,5", "abc", "1,2,3"])("reads no amount in %j", (text) => {
    expect(readAmount(text)).toBeNull();
  });
});

describe("readDate and readMonth", () => {
  it("read dates and months in one spelling", () => {
    expect(readDate("16/03/2026")).toBe("2026-03-16");
    expect(readDate("1°  settembre\n2026")).toBe("2026-09-01");
    expect(readMonth("Marzo 2026")).toBe("2026-03");
    expect(readMonth("03/2026")).toBe("2026-03");
  });

  it("read no day that does not exist, and none without a year", () => {
    expect(readDate("31/02/2026")).toBeNull();
    expect(readDate("1 marzo")).toBeNull();
    expect(readMonth("13/2026 x")).toBeNull();
  });
});
