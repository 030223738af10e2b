const dayMs = 86_400_000;

/** A date without a time, as ISO 8601 text: `2026-02-28`. Comparing the texts compares the dates. */
export type IsoDate = string;

interface Parts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

function partsOf(date: IsoDate): Parts {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}

function toIso(ms: number): IsoDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The date of a year, month (1 to 12, may run over) and day. */
export function isoDate(year: number, month: number, day: number): IsoDate {
  return toIso(Date.UTC(year, month - 1, day));
}

/** The date of a moment in Italy, where agreements hold. */
export function italianDate(ms: number): IsoDate {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" }).format(ms);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return toIso(Date.parse(date) + days * dayMs);
}

/** Days from one date to another. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The same day so many months on; the last of the month where that day does not exist (art. 2963 of the civil code). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = partsOf(date);
  const first = partsOf(isoDate(year, month + months, 1));
  return isoDate(first.year, first.month, Math.min(day, daysInMonth(first.year, first.month)));
}

/** The last day of a period of months whose first day counts: a month from 16 January ends on 15 February. */
export function lastDayOfMonths(start: IsoDate, months: number): IsoDate {
  const end = addMonths(start, months);
  // A month from 31 January has no 31st to end before: it ends with February.
  return partsOf(end).day === partsOf(start).day ? addDays(end, -1) : end;
}

/** How long a service has lasted when it began on `from` and `to` is its last day. */
export function serviceBetween(
  from: IsoDate,
  to: IsoDate,
): { readonly months: number; readonly days: number } {
  const after = addDays(to, 1);
  const [a, b] = [partsOf(from), partsOf(after)];
  let months = (b.year - a.year) * 12 + b.month - a.month;
  if (addMonths(from, months) > after) months--;
  return { months, days: daysBetween(addMonths(from, months), after) };
}

/**
 * Months of a window in which somebody was employed, as thirteenth pay, holidays and TFR accrue: a calendar month counts
 * with 15 days of employment in it, and not with fewer (for the TFR: art. 2120 of the civil code).
 */
export function creditedMonths(
  window: { readonly from: IsoDate; readonly to: IsoDate },
  employed: { readonly from?: IsoDate | undefined; readonly to?: IsoDate | undefined },
): number {
  const from = employed.from !== undefined && employed.from > window.from ? employed.from : window.from;
  const to = employed.to !== undefined && employed.to < window.to ? employed.to : window.to;
  if (from > to) return 0;
  const { year, month } = partsOf(from);
  let credited = 0;
  for (let offset = 0; ; offset++) {
    const first = isoDate(year, month + offset, 1);
    if (first > to) return credited;
    const last = addDays(addMonths(first, 1), -1);
    const days = daysBetween(first < from ? from : first, last > to ? to : last) + 1;
    if (days >= 15) credited++;
  }
}

/** Easter Sunday by the Gregorian reckoning (Meeus, Jones, Butcher). */
function easter(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - leapCenturies - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
  const shift = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * shift + 114;
  return isoDate(year, Math.floor(days / 31), (days % 31) + 1);
}

const fixedHolidays = new Set([
  "01-01",
  "01-06",
  "04-25",
  "05-01",
  "06-02",
  "08-15",
  "11-01",
  "12-08",
  "12-25",
  "12-26",
]);

/** National holidays (law 260/1949 as amended; 4 October since 2026, law 151/2025). Patron saints are left out. */
export function isHoliday(date: IsoDate): boolean {
  const { year } = partsOf(date);
  if (fixedHolidays.has(date.slice(5)) || (year >= 2026 && date.endsWith("-10-04"))) return true;
  const sunday = easter(year);
  return date === sunday || date === addDays(sunday, 1);
}

/** Monday to Friday, no national holiday. */
export function isWorkingDay(date: IsoDate): boolean {
  const weekday = new Date(Date.parse(date)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(date);
}

/** `1 dicembre 2026`. */
export function formatDate(date: IsoDate): string {
  return new Intl.DateTimeFormat("it-IT", { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date));
}
