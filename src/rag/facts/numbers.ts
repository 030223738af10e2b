/** An amount as people write it: `1.500,50`, `1500`, `1'500.5`; no sign, no unit. */
export const number = String.raw`[0-9]{1,3}(?:[.'’][0-9]{3})+(?:,[0-9]{1,4})?|[0-9]{1,12}(?:[.,][0-9]{1,4})?`;

/**
 * The digits of an Italian number with a decimal point and no thousands: `1.500,50` is `1500.50`.
 * A lone point before three digits separates thousands (`1.500`), before any other number of digits decimals (`1500.5`).
 */
export function decimalOf(text: string): string {
  const compact = text.replaceAll(/[\s'’]/g, "");
  const [whole = "", decimals = ""] = compact.includes(",")
    ? compact.replaceAll(".", "").split(",")
    : /^[0-9]{1,3}(?:\.[0-9]{3})+$/.test(compact)
      ? [compact.replaceAll(".", "")]
      : compact.split(".");
  const digits = whole.replace(/^0+(?=[0-9])/, "");
  return decimals === "" ? digits : `${digits}.${decimals}`;
}

/** Moves the decimal point to the right, digit by digit, so that no amount passes through a binary float. */
export function shiftDecimal(decimal: string, places: number): string {
  const [whole = "0", decimals = ""] = decimal.split(".");
  const moved = decimals.padEnd(places, "0");
  const rest = moved.slice(places);
  return decimalOf(`${whole}${moved.slice(0, places)}${rest === "" ? "" : `,${rest}`}`);
}

/** With exactly two decimals; what is beyond cents is cut off. */
export function withCents(decimal: string): string {
  const [whole = "0", decimals = ""] = decimal.split(".");
  return `${whole}.${decimals.padEnd(2, "0").slice(0, 2)}`;
}

/** Without trailing zeros after the point. */
export function shortest(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/0+$/, "").replace(/\.$/, "") : decimal;
}
