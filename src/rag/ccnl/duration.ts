import { addDays, type IsoDate, isWorkingDay, lastDayOfMonths } from "./calendar.ts";

/** A length of time as agreements give it: months first, then days. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly unit: "calendar" | "working";
}

/** Reads `6m`, `45d`, `10w` or `1m15d`, which the agreement's schema has checked. */
export function readDuration(text: string): Duration {
  const found = /^(?:(?<months>\d+)m)?(?:(?<days>\d+)(?<unit>[dw]))?$/u.exec(text)?.groups ?? {};
  return {
    months: Number(found["months"] ?? 0),
    days: Number(found["days"] ?? 0),
    unit: found["unit"] === "w" ? "working" : "calendar",
  };
}

/** `30 giorni di calendario`, `1 mese e 15 giorni di calendario`. */
export function formatDuration({ months, days, unit }: Duration): string {
  const parts = [
    ...(months === 0 ? [] : [months === 1 ? "1 mese" : `${months} mesi`]),
    ...(days === 0 ? [] : [`${days} ${unit === "working" ? "giorni lavorativi" : "giorni di calendario"}`]),
  ];
  return parts.join(" e ");
}

/** The last day of a period whose first day is `start` (for days of work: the first day that may be one). */
export function lastDayOf({ months, days, unit }: Duration, start: IsoDate): IsoDate {
  let last = months === 0 ? addDays(start, -1) : lastDayOfMonths(start, months);
  if (unit === "calendar") return addDays(last, days);
  for (let counted = 0; counted < days;) {
    last = addDays(last, 1);
    if (isWorkingDay(last)) counted++;
  }
  return last;
}
