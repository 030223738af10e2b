import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calculate } from "../../../src/rag/ccnl/calculations/calculate.ts";
import type { Calculation } from "../../../src/rag/ccnl/calculations/calculation.ts";
import { formatEuro } from "../../../src/rag/ccnl/decimal.ts";
import { Decimal } from "../../../src/rag/ccnl/decimal.ts";
import { calculationSchema, type CcnlArguments } from "../../../src/rag/ccnl/request.ts";
import { lookupOf } from "./sample.ts";

const attempt = (calculation: unknown, args: CcnlArguments = {}) => {
  const request = calculationSchema.parse(calculation);
  return calculate(request, lookupOf({ agreement: "commercio", level: "4", calculation: request, ...args }));
};
const done = (...given: Parameters<typeof attempt>): Calculation => {
  const result = attempt(...given);
  if (result.kind === "missing") throw new Error(result.reason);
  return result;
};
const reason = (...given: Parameters<typeof attempt>): string => {
  const result = attempt(...given);
  return result.kind === "missing" ? result.reason : "";
};

describe("gross pay of an hour", () => {
  it("divides the minimum of the level by the divisor, and shows formula, inputs and sources", () => {
    const result = done({ kind: "hourly-pay" });
    expect(result).toMatchObject({
      result: "10,61 €",
      formula: "retribuzione mensile lorda / divisore orario",
      steps: ["1.781,68 € / 168 = 10,605238 €"],
    });
    expect(result.inputs).toEqual([
      {
        name: "retribuzione mensile lorda (minimo, quarto livello)",
        value: "1.781,68 €",
        source: expect.stringContaining("22 marzo 2024, art. 213"),
      },
      { name: "divisore orario", value: "168", source: expect.stringContaining("CCNL Terziario") },
    ]);
  });

  it("takes the pay that it is given, as a number or as text", () => {
    expect(done({ kind: "hourly-pay", monthly_pay: 2000 }).result).toBe("11,90 €");
    expect(done({ kind: "hourly-pay", monthly_pay: "2000,00" }).result).toBe("11,90 €");
  });

  it("takes the table of the day", () => {
    expect(done({ kind: "hourly-pay" }, { date: "2025-10-31" }).steps[0]).toContain("1.746,68 €");
    expect(done({ kind: "hourly-pay" }, { date: "2025-11-01" }).steps[0]).toContain("1.781,68 €");
  });

  it("says what is missing: a level, or a table for the day", () => {
    expect(reason({ kind: "hourly-pay" }, { level: undefined })).toContain("livello");
    expect(reason({ kind: "hourly-pay" }, { date: "2024-05-01" })).toContain("1 maggio 2024");
  });

  it("says, where the last table has ended, when that was and what it gave the level", () => {
    const ended = { agreement: "studi professionali", level: "3", date: "2026-12-15" };
    expect(reason({ kind: "hourly-pay" }, ended)).toMatch(
      /L'ultima che conosco è finita il 30 novembre 2026 e per il terzo livello diceva [\d.]+,\d\d € al mese\. Serve la retribuzione mensile\./,
    );
  });
});

describe("thirteenth and fourteenth pay", () => {
  const pay = { monthly_pay: "1800.00" };

  it.each([
    ["2026-04-15", "1.350,00 €"],
    ["2026-04-16", "1.350,00 €"],
    ["2026-04-17", "1.200,00 €"],
  ])("accrues by months with 15 days: hired on %s", (hired_on, result) => {
    expect(done({ kind: "thirteenth", year: 2026, hired_on, ...pay }).result).toBe(result);
  });

  it("accrues the fourteenth from July of the year before to June", () => {
    const result = done({ kind: "fourteenth", year: 2026, hired_on: "2026-01-01", ...pay });
    expect(result.result).toBe("900,00 €");
    expect(result.inputs).toContainEqual({
      name: "mesi maturati",
      value: "6",
      source: "dal 1 luglio 2025 al 30 giugno 2026",
    });
  });

  it("says so where an agreement has no fourteenth pay, or none for a category", () => {
    const request = { kind: "fourteenth", year: 2026, ...pay };
    expect(reason(request, { agreement: "metalmeccanici", level: "C3" })).toContain(
      "non prevede la quattordicesima",
    );
    expect(reason(request, { agreement: "edilizia", category: "operaio" })).toContain("non prevede");
    expect(done(request, { agreement: "edilizia", category: "impiegato" }).result).toBe("1.800,00 €");
  });
});

describe("overtime", () => {
  it("raises the hourly pay by the surcharge and rounds once, at the end", () => {
    // 1781.68 / 168 = 10.605238…; rounded in between, ten hours would come to 122.02.
    const result = done({ kind: "overtime", hours: 10, when: "weekday" });
    expect(result.result).toBe("121,96 €");
    expect(result.steps).toEqual(["1.781,68 € / 168 × 10 × (1 + 15 / 100) = 121,960238 €"]);
  });

  it("says which surcharges there are when the one asked for is not among them", () => {
    expect(reason({ kind: "overtime", hours: 1, when: "night-holiday" })).toContain("straordinario notturno");
  });
});

describe("holidays", () => {
  it("accrues them by the months of the year", () => {
    expect(done({ kind: "leave", until: "2026-06-30" }).result).toBe("13 giorni");
    expect(done({ kind: "leave" }, { date: "2026-06-30" }).result).toBe("13 giorni");
    expect(done({ kind: "leave", until: "2026-06-30", hired_on: "2026-02-16" }).result).toBe("8,67 giorni");
    expect(done({ kind: "leave", until: "2026-06-14", hired_on: "2026-02-14" }).result).toBe("8,67 giorni");
  });

  it("gives more days beyond the years of service that an agreement names", () => {
    const days = (hired_on: string) =>
      done({ kind: "leave", until: "2026-12-31", hired_on }, { agreement: "metalmeccanici", level: "C3" })
        .result;
    expect(days("2017-01-01")).toBe("20 giorni");
    expect(days("2016-01-01")).toBe("21 giorni");
    expect(days("2007-01-01")).toBe("25 giorni");
  });

  it("refuses a day before the first", () => {
    expect(reason({ kind: "leave", until: "2026-01-01", hired_on: "2026-02-01" })).toContain("successiva");
  });
});

describe("notice", () => {
  const given = (given_on: string, hired_on: string, args: CcnlArguments = {}) =>
    done({ kind: "notice", given_on, party: "dismissal" }, { hired_on, ...args }).result;

  it("starts on the next 1st or 16th and counts days of the calendar", () => {
    expect(given("2026-03-12", "2020-01-07")).toBe(
      "30 giorni di calendario: dal 16 marzo 2026 al 14 aprile 2026 compresi (30 giorni di calendario)",
    );
    expect(given("2026-03-15", "2020-01-07")).toContain("dal 16 marzo 2026");
    expect(given("2026-03-16", "2020-01-07")).toContain("dal 1 aprile 2026");
    expect(given("2026-12-31", "2020-01-07")).toContain("dal 1 gennaio 2027");
  });

  it("has the shorter duration on the day that completes the years, and the longer one the day after", () => {
    expect(given("2026-03-14", "2021-03-15")).toMatch(/^20 giorni/);
    expect(given("2026-03-15", "2021-03-15")).toMatch(/^30 giorni/);
  });

  it("counts months, and days of work, where an agreement does", () => {
    expect(given("2026-01-30", "2024-01-01", { agreement: "metalmeccanici", level: "B2" })).toContain(
      "2 mesi: dal 31 gennaio 2026 al 30 marzo 2026",
    );
    const worker = { agreement: "edilizia", level: "2", category: "operaio" } as const;
    expect(given("2026-04-23", "2025-01-01", worker)).toContain(
      "7 giorni lavorativi: dal 24 aprile 2026 al 5 maggio 2026",
    );
  });

  it("says what it lacks", () => {
    const request = { kind: "notice", given_on: "2026-03-12", party: "dismissal" };
    expect(reason(request)).toContain("anzianità");
    expect(reason(request, { level: undefined, seniority_months: 3 })).toContain("livello");
    expect(reason(request, { agreement: "edilizia", seniority_months: 3 })).toContain("operaio o impiegato");
    expect(reason({ ...request, given_on: "2027-04-01" }, { seniority_months: 3 })).toContain(
      "31 marzo 2027",
    );
  });
});

describe("TFR", () => {
  it("adds the year's pay by 13.5 less 0.5 %, and revalues the fund before it", () => {
    const result = done({ kind: "tfr", annual_pay: 27_000, previous_fund: 10_000, inflation: "1.2" });
    // 2000 - 135 + 10000 × (1.5 + 0.9) %
    expect(result.result).toBe("2.105,00 € nell'anno, 12.105,00 € in tutto");
    expect(result.source).toContain("art. 2120");
    expect(result.steps).toContain("rivalutazione: 10.000,00 € × 2,4 % = 240,00 €");
  });

  it("revalues by twelfths when the year is not over", () => {
    const result = done({ kind: "tfr", annual_pay: 0, previous_fund: 1000, months: 7 });
    expect(result.result).toContain("8,75 € nell'anno");
  });

  it("does not lose cents to binary numbers", () => {
    expect(done({ kind: "tfr", annual_pay: 0.1, previous_fund: 0.2 }).steps[0]).toContain("0,10 €");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (cents) => {
        const pay = new Decimal(cents).div(100);
        const shown = done({ kind: "tfr", annual_pay: pay.toFixed(2) }).inputs[0]?.value;
        expect(shown).toBe(formatEuro(pay));
      }),
    );
  });
});

it("rounds half a cent up", () => {
  expect(formatEuro(new Decimal("1.005"))).toBe("1,01 €");
  expect(formatEuro(new Decimal("1234567.884999"))).toBe("1.234.567,88 €");
});
