import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  recomputeTotals,
  type FatturaAmounts,
  type FatturaLine,
} from "#rag/documents/parsers/fattura-totals.ts";

import { invoiceXml } from "../../../fixtures/documents/make/invoice-xml.ts";
import { fileOf, parsers, problems, reading, values } from "../support/fixture.ts";

const line = (change: Partial<FatturaLine> = {}): FatturaLine => ({
  number: "1",
  quantity: null,
  unit_price: "100.00",
  discounts: [],
  total: "100.00",
  rate: "22.00",
  nature: null,
  ...change,
});

const amounts = (change: Partial<FatturaAmounts> = {}): FatturaAmounts => ({
  lines: [line()],
  funds: [],
  summaries: [
    { rate: "22.00", nature: null, charges: null, rounding: null, taxable: "100.00", tax: "22.00" },
  ],
  document_discounts: [],
  stamp: null,
  rounding: null,
  total: "122.00",
  ...change,
});

/** An amount in ten-thousandths, written with as many decimals. */
function written(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Half up, in whole numbers only: the reference that no decimal library takes part in. */
function divideHalfUp(value: bigint, by: bigint): bigint {
  return (value * 2n + by) / (by * 2n);
}

const rates = ["4.00", "5.00", "10.00", "22.00"] as const;
/** Price and quantity in hundredths. */
const parts = fc.record({
  price: fc.bigInt({ min: 0n, max: 9_999_999n }),
  quantity: fc.bigInt({ min: 1n, max: 99_999n }),
  rate: fc.constantFrom(...rates),
});

/** An invoice whose amounts are worked out with whole numbers. */
const invoices = fc.array(parts, { minLength: 1, maxLength: 12 }).map((drawn) => {
  const lines = drawn.map(({ price, quantity, rate }) => ({
    price: written(price, 2),
    quantity: written(quantity, 2),
    total: written(price * quantity, 4),
    rate,
  }));
  const summaries = rates.flatMap((rate) => {
    const own = drawn.filter((part) => part.rate === rate);
    if (own.length === 0) return [];
    const taxable = divideHalfUp(
      own.reduce((sum, part) => sum + part.price * part.quantity, 0n),
      100n,
    );
    const tax = divideHalfUp(taxable * BigInt(rate.replace(".", "")), 10_000n);
    return [{ rate, taxable, tax }];
  });
  const total = summaries.reduce((sum, { taxable, tax }) => sum + taxable + tax, 0n);
  return {
    lines,
    total,
    summaries: summaries.map(({ rate, taxable, tax }) => ({
      rate,
      taxable: written(taxable, 2),
      tax: written(tax, 2),
    })),
  };
});

type Drawn = typeof invoices extends fc.Arbitrary<infer T> ? T : never;

function toAmounts({ lines, summaries, total }: Drawn): FatturaAmounts {
  return amounts({
    lines: lines.map((each, i) =>
      line({
        number: String(i + 1),
        quantity: each.quantity,
        unit_price: each.price,
        total: each.total,
        rate: each.rate,
      }),
    ),
    summaries: summaries.map((each) => ({ ...each, nature: null, charges: null, rounding: null })),
    total: written(total, 2),
  });
}

describe("recomputeTotals", () => {
  it("agrees exactly with sums of whole numbers, whatever the prices, quantities and rates", () => {
    fc.assert(
      fc.property(invoices, (drawn) => {
        const result = recomputeTotals(toAmounts(drawn));
        expect(result.differences).toEqual([]);
        expect(result.total).toBe(written(drawn.total, 2));
      }),
      { numRuns: 300 },
    );
  });

  it("reports a wrong total with the exact number of cents", () => {
    fc.assert(
      fc.property(invoices, fc.integer({ min: 1, max: 100_000 }), (drawn, cents) => {
        const wrong = { ...toAmounts(drawn), total: written(drawn.total + BigInt(cents), 2) };
        expect(recomputeTotals(wrong).differences).toEqual([
          expect.objectContaining({ what: "total", cents, computed: written(drawn.total, 2) }),
        ]);
      }),
    );
  });

  it("finds nothing to object to in the XML of such invoices", async () => {
    const documents = parsers();
    await fc.assert(
      fc.asyncProperty(invoices, async ({ lines, summaries, total }) => {
        const xml = invoiceXml({
          number: "1",
          date: "2026-03-16",
          lines: lines.map((each) => ({ ...each, description: "Voce" })),
          summaries,
          total: written(total, 2),
        });
        const parsed = await documents.parseFattura(fileOf("a.xml", xml), reading());
        expect(problems(parsed)).toEqual([]);
        expect(values(parsed)["computed.total"]).toBe(written(total, 2));
      }),
      { numRuns: 30 },
    );
  });

  it("does not lose cents where binary numbers would", () => {
    const summaries = [
      { rate: "22.00", nature: null, charges: null, rounding: null, taxable: "0.30", tax: "0.07" },
    ];
    const lines = [line({ total: "0.10", unit_price: "0.10" }), line({ total: "0.20", unit_price: "0.20" })];
    expect(recomputeTotals(amounts({ lines, summaries, total: "0.37" })).differences).toEqual([]);
  });

  it("rounds tax half up to the cent", () => {
    const summaries = [
      { rate: "5.00", nature: null, charges: null, rounding: null, taxable: "0.90", tax: "0.05" },
    ];
    const lines = [line({ total: "0.90", unit_price: "0.90", rate: "5.00" })];
    expect(recomputeTotals(amounts({ lines, summaries, total: "0.95" })).differences).toEqual([]);
  });

  it("applies discounts one after the other, an amount before a percentage", () => {
    const discounts = [
      { kind: "SC", percentage: "10.00", amount: null },
      { kind: "SC", percentage: "50.00", amount: "5.00" },
      { kind: "MG", percentage: null, amount: "1.00" },
    ];
    const lines = [line({ discounts, quantity: "2.00", total: "172.00" })];
    const summaries = [
      { rate: "22.00", nature: null, charges: null, rounding: null, taxable: "172.00", tax: "37.84" },
    ];
    expect(recomputeTotals(amounts({ lines, summaries, total: "209.84" })).differences).toEqual([]);
  });

  it("adds funds, charges and rounding to the taxable amount of their rate", () => {
    const summaries = [
      { rate: "22.00", nature: null, charges: "3.00", rounding: "-0.01", taxable: "106.99", tax: "23.54" },
    ];
    const funds = [{ rate: "22.00", nature: null, amount: "4.00" }];
    expect(recomputeTotals(amounts({ funds, summaries, total: "130.53" })).differences).toEqual([]);
  });

  it("accepts a total with and without the stamp", () => {
    expect(recomputeTotals(amounts({ stamp: "2.00", total: "124.00" })).differences).toEqual([]);
    expect(recomputeTotals(amounts({ stamp: "2.00", total: "122.00" })).differences).toEqual([]);
    expect(recomputeTotals(amounts({ stamp: "2.00", total: "123.00" })).differences).toHaveLength(1);
  });

  it("tells what is within the tolerance from what the exchange system refuses", () => {
    const summaries = [
      { rate: "22.00", nature: null, charges: null, rounding: null, taxable: "100.00", tax: "21.99" },
    ];
    expect(recomputeTotals(amounts({ summaries, total: "121.99" })).differences).toEqual([
      {
        difference: "-0.01",
        what: "tax",
        which: "22.00",
        written: "21.99",
        computed: "22.00",
        cents: -1,
        beyond_tolerance: false,
      },
    ]);
    const worse = [
      {
        ...summaries[0],
        rate: "22.00",
        nature: null,
        charges: null,
        rounding: null,
        taxable: "100.00",
        tax: "21.98",
      },
    ];
    expect(recomputeTotals(amounts({ summaries: worse, total: "121.98" })).differences).toEqual([
      expect.objectContaining({ what: "tax", cents: -2, beyond_tolerance: true }),
    ]);
  });

  it("misses a summary for a rate that only lines have", () => {
    const lines = [
      line(),
      line({ number: "2", rate: "0.00", nature: "N4", total: "10.00", unit_price: "10.00" }),
    ];
    expect(recomputeTotals(amounts({ lines })).differences).toEqual([
      expect.objectContaining({ what: "missing-summary", which: "0.00 N4", computed: "10.00" }),
    ]);
  });
});
