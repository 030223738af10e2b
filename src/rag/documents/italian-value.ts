import { italianMoney, italianNumber } from "../language/italian-number.ts";

const periods: Readonly<Record<string, readonly [string, string]>> = {
  D: ["giorno", "giorni"],
  W: ["settimana", "settimane"],
  M: ["mese", "mesi"],
  Y: ["anno", "anni"],
};

/** A number with its unit: `%`, or the ISO code of a currency. */
function italianAmount(value: string, unit: string | undefined): string {
  if (unit === undefined) return italianNumber(value);
  return unit === "%" ? `${italianNumber(value)} %` : italianMoney(value, unit);
}

/**
 * A value as an Italian reader writes it: `1220.00` is `1.220,00`, with the unit EUR `1.220,00 €`; `2026-03-16` is
 * `16/03/2026`, `P3M` is `3 mesi`.
 */
export function italianValue(value: string, unit?: string): string {
  const [, number, currency = unit] = /^([-+]?\d+\.\d{2,8})(?: ([A-Z]{3}))?$/.exec(value) ?? [];
  if (number !== undefined) return italianAmount(number, currency);
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (day !== null) return `${day[3]}/${day[2]}/${day[1]}`;
  const length = /^P(\d+)([DWMY])$/.exec(value);
  if (length !== null) {
    const [one, several] = periods[length[2] ?? ""] ?? ["", ""];
    return `${length[1]} ${length[1] === "1" ? one : several}`;
  }
  const month = /^(\d{4})-(\d{2})$/.exec(value);
  return month === null ? value : `${month[2]}/${month[1]}`;
}
