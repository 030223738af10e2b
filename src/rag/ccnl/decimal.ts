import { Decimal as Arbitrary } from "decimal.js";
import { z } from "zod";

import { italianMoney, italianNumber } from "../language/italian-number.ts";

/**
 * Exact decimal arithmetic for money: 40 significant digits in between, so that no rounding shows in the cents, and
 * halves rounded up (away from zero). Only results are rounded, once, by `roundCents`.
 */
export const Decimal = Arbitrary.clone({ precision: 40, rounding: Arbitrary.ROUND_HALF_UP });
export type Decimal = Arbitrary;

/** A number not below zero as a model sends it: a JSON number, or text with a point or a comma. */
export const decimalInput = z.union([
  z.number().min(0).max(1_000_000_000),
  z.string().regex(/^\d{1,9}(?:[.,]\d{1,6})?$/u, "a number such as 1746.68"),
]);

export type DecimalInput = z.infer<typeof decimalInput>;

/** The number that was written; a JSON number counts by its decimal notation, not by its binary value. */
export function decimalOf(value: DecimalInput): Decimal {
  return new Decimal(String(value).replace(",", "."));
}

/** Whole cents, halves up: the last step of a calculation, never one in between. */
export function roundCents(value: Decimal): Decimal {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** `1.746,68`: as Italian writes a number with so many decimals; all decimals there are, up to six, without a count. */
export function formatNumber(value: Decimal, decimals?: number): string {
  return italianNumber(decimals === undefined ? value.toDecimalPlaces(6).toFixed() : value.toFixed(decimals));
}

/** `1.746,68 €`, rounded to cents. */
export function formatEuro(value: Decimal): string {
  return italianMoney(roundCents(value).toFixed(2));
}

/** `10,605238 €`: not rounded to cents, for the steps of a calculation; up to six decimals and no fewer than two. */
export function formatExactEuro(value: Decimal): string {
  const decimals = Math.max(2, value.toDecimalPlaces(6).decimalPlaces());
  return italianMoney(value.toFixed(decimals));
}
