import { Decimal } from "decimal.js";

/** Amounts as written, with a decimal point. Absent ones count as the specification says: quantity 1, amounts 0. */
export interface FatturaLine {
  readonly number: string;
  readonly quantity: string | null;
  readonly unit_price: string;
  /** In the order written: each is applied to what the one before leaves. */
  readonly discounts: readonly FatturaDiscount[];
  readonly total: string;
  readonly rate: string;
  readonly nature: string | null;
}

/** `SC` takes away, `MG` adds; an amount goes before a percentage. */
export interface FatturaDiscount {
  readonly kind: string;
  readonly percentage: string | null;
  readonly amount: string | null;
}

export interface FatturaSummary {
  readonly rate: string;
  readonly nature: string | null;
  readonly charges: string | null;
  readonly rounding: string | null;
  readonly taxable: string;
  readonly tax: string;
}

export interface FatturaAmounts {
  readonly lines: readonly FatturaLine[];
  /** Contributions to pension funds, which raise the taxable amount of their rate. */
  readonly funds: readonly {
    readonly rate: string;
    readonly nature: string | null;
    readonly amount: string;
  }[];
  readonly summaries: readonly FatturaSummary[];
  readonly document_discounts: readonly FatturaDiscount[];
  readonly stamp: string | null;
  readonly rounding: string | null;
  readonly total: string | null;
}

/** A written amount that differs from the computed one. */
export interface TotalDifference {
  readonly what: "line" | "taxable" | "tax" | "total" | "missing-summary";
  /** Line number, or `22.00` / `0.00 N4` for a summary. */
  readonly which: string;
  readonly written: string;
  readonly computed: string;
  /** Written less computed, with the decimals of both. */
  readonly difference: string;
  readonly cents: number;
  /** Beyond what the exchange system accepts (checks 00421, 00422, 00423). */
  readonly beyond_tolerance: boolean;
}

export interface RecomputedTotals {
  readonly taxable: string;
  readonly tax: string;
  /** Taxable amounts and tax of the summaries, stamp and document discounts left as they are. */
  readonly total: string;
  readonly differences: readonly TotalDifference[];
}

/** Digits enough for any sum of an invoice; rounding half up, as the specification demands. */
const Money = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
type Money = InstanceType<typeof Money>;

function of(text: string | null): Money {
  return new Money(text ?? 0);
}

function discounted(price: Money, discounts: readonly FatturaDiscount[]): Money {
  return discounts.reduce((left, { kind, percentage, amount }) => {
    const part = amount === null ? left.times(of(percentage)).div(100) : of(amount);
    return kind === "SC" ? left.minus(part) : left.plus(part);
  }, price);
}

function sum(values: readonly string[]): Money {
  return Money.sum(0, ...values);
}

function decimalsOf(text: string): number {
  return Math.max(2, text.split(".")[1]?.length ?? 0);
}

/** What a summary is kept for: a rate and a nature, as `22.00` or `0.00 N4`. */
export function groupOf({ rate, nature }: { readonly rate: string; readonly nature: string | null }): string {
  return `${of(rate).toFixed(2)}${nature === null ? "" : ` ${nature}`}`;
}

function compare(
  what: TotalDifference["what"],
  which: string,
  written: string,
  computed: Money,
  toleranceCents: number,
): readonly TotalDifference[] {
  const decimals = what === "line" ? decimalsOf(written) : 2;
  const exact = computed.toDecimalPlaces(decimals);
  const difference = of(written).minus(exact).times(100);
  if (difference.isZero()) return [];
  const cents = difference.toNumber();
  const beyond_tolerance = difference.abs().greaterThan(toleranceCents);
  return [
    {
      what,
      which,
      written,
      computed: exact.toFixed(decimals),
      difference: difference.div(100).toFixed(decimals),
      cents,
      beyond_tolerance,
    },
  ];
}

function compareLines(lines: readonly FatturaLine[]): readonly TotalDifference[] {
  return lines.flatMap((line) => {
    const price = discounted(of(line.unit_price), line.discounts);
    return compare("line", line.number, line.total, price.times(of(line.quantity ?? "1")), 1);
  });
}

/** What the lines and funds give for each rate: the summaries must say the same. */
function taxableByGroup({ lines, funds }: FatturaAmounts): ReadonlyMap<string, Money> {
  const sums = new Map<string, Money>();
  const parts = [
    ...lines.map((line) => ({ group: groupOf(line), amount: line.total })),
    ...funds.map((fund) => ({ group: groupOf(fund), amount: fund.amount })),
  ];
  for (const { group, amount } of parts) sums.set(group, (sums.get(group) ?? of(null)).plus(of(amount)));
  return sums;
}

function compareSummaries(amounts: FatturaAmounts): readonly TotalDifference[] {
  const sums = taxableByGroup(amounts);
  const written = new Map<string, { taxable: Money; extra: Money }>();
  for (const summary of amounts.summaries) {
    const known = written.get(groupOf(summary)) ?? { taxable: of(null), extra: of(null) };
    const extra = of(summary.charges).plus(of(summary.rounding));
    written.set(groupOf(summary), {
      taxable: known.taxable.plus(of(summary.taxable)),
      extra: known.extra.plus(extra),
    });
  }
  const taxable = [...written].flatMap(([group, { taxable: amount, extra }]) =>
    compare("taxable", group, amount.toFixed(2), (sums.get(group) ?? of(null)).plus(extra), 100),
  );
  const missing = [...sums]
    .filter(([group]) => !written.has(group))
    .flatMap(([group, amount]) => compare("missing-summary", group, "0.00", amount, 0));
  const tax = amounts.summaries.flatMap((summary) =>
    compare("tax", groupOf(summary), summary.tax, of(summary.taxable).times(of(summary.rate)).div(100), 1),
  );
  return [...taxable, ...missing, ...tax];
}

/**
 * Recomputes an ordinary invoice as the technical specification says (checks 00421 to 00423): lines from price, discounts
 * and quantity; taxable amounts from lines, funds, charges and rounding; tax from taxable amount and rate, half up to the
 * cent; the total from both. Exact decimal arithmetic; every difference is reported, also within the tolerance.
 */
export function recomputeTotals(amounts: FatturaAmounts): RecomputedTotals {
  const taxable = sum(amounts.summaries.map((summary) => summary.taxable));
  const tax = sum(amounts.summaries.map((summary) => summary.tax));
  const total = discounted(taxable.plus(tax), amounts.document_discounts).plus(of(amounts.rounding));
  // The stamp is part of the total only when the seller charges it: both totals are right.
  const withStamp = total.plus(of(amounts.stamp));
  const isWithStamp = amounts.total !== null && of(amounts.total).equals(withStamp);
  const totals = amounts.total === null || isWithStamp ? [] : compare("total", "", amounts.total, total, 0);
  return {
    taxable: taxable.toFixed(2),
    tax: tax.toFixed(2),
    total: (isWithStamp ? withStamp : total).toFixed(2),
    differences: [...compareLines(amounts.lines), ...compareSummaries(amounts), ...totals],
  };
}
