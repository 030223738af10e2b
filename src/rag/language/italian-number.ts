/**
 * A decimal number as Italian writes it: `1746.68` is `1.746,68`. It works on the digits, so that no amount passes through a
 * binary float. Anything else comes back as it is.
 */
export function italianNumber(decimal: string): string {
  const parts = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (parts === null) return decimal;
  const [, sign = "", whole = "", fraction] = parts;
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ".");
  return `${sign}${grouped}${fraction === undefined ? "" : `,${fraction}`}`;
}

/** An amount of money: `3237.80` is `3.237,80 €`, and `3.237,80 USD` where the currency is another (ISO 4217). */
export function italianMoney(amount: string, currency = "EUR"): string {
  return `${italianNumber(amount)} ${currency === "EUR" ? "€" : currency}`;
}
