import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  addDays,
  addMonths,
  creditedMonths,
  daysBetween,
  isHoliday,
  isoDate,
  italianDate,
  isWorkingDay,
  lastDayOfMonths,
  serviceBetween,
} from "../../../src/rag/ccnl/calendar.ts";
import { formatDuration, lastDayOf, readDuration } from "../../../src/rag/ccnl/duration.ts";

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("1970-01-01", days));

describe("creditedMonths", () => {
  const year = (value: number) => ({ from: `${value}-01-01`, to: `${value}-12-31` });

  it.each([
    ["the 15th of a month of 30 days", "2026-04-15", 9],
    ["the 16th of a month of 30 days, which leaves 15", "2026-04-16", 9],
    ["the 17th of a month of 30 days, which leaves 14", "2026-04-17", 8],
    ["the 17th of a month of 31 days, which leaves 15", "2026-05-17", 8],
    ["the 18th of a month of 31 days, which leaves 14", "2026-05-18", 7],
    ["the first day of the year", "2026-01-01", 12],
    ["the last day of the year", "2026-12-31", 0],
    ["the year after", "2027-01-01", 0],
  ])("counts the months of one hired on %s", (_, from, months) => {
    expect(creditedMonths(year(2026), { from })).toBe(months);
  });

  it("finds 15 days in the February of a leap year where another has 14", () => {
    expect(creditedMonths(year(2027), { from: "2027-02-15" })).toBe(10);
    expect(creditedMonths(year(2028), { from: "2028-02-15" })).toBe(11);
  });

  it.each([
    ["2026-06-14", 5],
    ["2026-06-15", 6],
    ["2026-06-30", 6],
  ])("counts the months of one who leaves on %s", (to, months) => {
    expect(creditedMonths(year(2026), { to })).toBe(months);
  });

  it("credits no month to one who comes and goes within 14 days across two months", () => {
    expect(creditedMonths(year(2026), { from: "2026-03-22", to: "2026-04-04" })).toBe(0);
  });

  it("never credits more months than there are, and one employed all along gets them all", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const months = creditedMonths(year(2026), { from: a, to: b });
        expect(months).toBeGreaterThanOrEqual(0);
        expect(months).toBeLessThanOrEqual(12);
      }),
    );
    expect(creditedMonths(year(2026), {})).toBe(12);
  });
});

describe("months of the calendar", () => {
  it("ends a month on the day before, and with the month where that day does not exist", () => {
    expect(lastDayOfMonths("2026-01-16", 1)).toBe("2026-02-15");
    expect(lastDayOfMonths("2026-03-01", 1)).toBe("2026-03-31");
    expect(lastDayOfMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(lastDayOfMonths("2028-01-31", 1)).toBe("2028-02-29");
    expect(lastDayOfMonths("2028-02-29", 12)).toBe("2029-02-28");
  });

  it("adds months as a slow count of days finds them", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (day, months) => {
        const later = addMonths(day, months);
        const [from, to] = [day.slice(0, 7), later.slice(0, 7)].map((text) => text.split("-").map(Number));
        const apart = ((to?.[0] ?? 0) - (from?.[0] ?? 0)) * 12 + (to?.[1] ?? 0) - (from?.[1] ?? 0);
        expect(apart).toBe(months);
        expect(Number(later.slice(8))).toBeLessThanOrEqual(Number(day.slice(8)));
      }),
    );
  });

  it("measures service to the day: the anniversary's eve completes the years", () => {
    expect(serviceBetween("2021-03-15", "2026-03-14")).toEqual({ months: 60, days: 0 });
    expect(serviceBetween("2021-03-15", "2026-03-15")).toEqual({ months: 60, days: 1 });
    expect(serviceBetween("2021-03-15", "2026-03-13")).toEqual({ months: 59, days: 27 });
    expect(serviceBetween("2024-02-29", "2025-02-27")).toEqual({ months: 12, days: 0 });
  });

  it("knows the date in Italy when it is still yesterday in Greenwich", () => {
    expect(italianDate(Date.UTC(2026, 2, 9, 23, 30))).toBe("2026-03-10");
    expect(italianDate(Date.UTC(2026, 6, 9, 21, 59))).toBe("2026-07-09");
  });
});

describe("days of work", () => {
  it.each([
    ["2026-04-05", "Easter"],
    ["2026-04-06", "Easter Monday"],
    ["2025-04-21", "Easter Monday of 2025"],
    ["2026-06-02", "the Republic"],
    ["2026-10-04", "Saint Francis since 2026"],
  ])("counts %s as a holiday (%s)", (day) => {
    expect(isHoliday(day)).toBe(true);
  });

  it("knows no holiday of Saint Francis before 2026, and no work at weekends", () => {
    expect(isHoliday("2025-10-04")).toBe(false);
    expect(isWorkingDay("2026-03-14")).toBe(false);
    expect(isWorkingDay("2026-03-16")).toBe(true);
  });

  it("passes over weekends and holidays when it counts a notice", () => {
    // Friday 24 April to Tuesday 5 May: 25 and 26 April, 1 to 3 May are free.
    expect(lastDayOf(readDuration("7w"), "2026-04-24")).toBe("2026-05-05");
  });

  it("ends a notice of calendar days as many days on, whatever month it runs into", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 200 }), (start, days) => {
        const last = lastDayOf({ months: 0, days, unit: "calendar" }, start);
        expect(daysBetween(start, last)).toBe(days - 1);
      }),
    );
  });
});

it("writes durations as people say them", () => {
  expect(["6m", "1m", "1m15d", "45d", "10w"].map((text) => formatDuration(readDuration(text)))).toEqual([
    "6 mesi",
    "1 mese",
    "1 mese e 15 giorni di calendario",
    "45 giorni di calendario",
    "10 giorni lavorativi",
  ]);
});

it("counts days past the end of a month as days of the next", () => {
  expect(isoDate(2026, 13, 1)).toBe("2027-01-01");
});
