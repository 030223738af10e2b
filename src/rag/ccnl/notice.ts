import type { Category, Level, NoticeTable, Party } from "./agreement.ts";
import { addDays, type IsoDate, isoDate } from "./calendar.ts";
import type { Duration } from "./duration.ts";
import { readDuration } from "./duration.ts";
import { isBeyond, type Service } from "./service.ts";

/** A row of a notice table: whose it is, and each duration with the service up to which it holds. */
export interface NoticeRow {
  readonly table: NoticeTable;
  /** Undefined when it holds for both. */
  readonly party: Party | undefined;
  readonly bands: readonly { readonly up_to_months: number | undefined; readonly duration: Duration }[];
}

/** A rule that names nobody holds for all, and one who is not named asks for all rules. */
function fits<T>(rule: T | undefined, asked: T | undefined): boolean {
  return rule === undefined || asked === undefined || rule === asked;
}

/** The rows that hold for a level. */
export function noticeRows(
  tables: readonly NoticeTable[],
  who: { readonly level: Level; readonly category: Category | undefined; readonly party: Party | undefined },
): readonly NoticeRow[] {
  return tables
    .filter(({ category }) => fits(category, who.category))
    .flatMap((table) =>
      table.rows
        .filter(({ levels, party }) => levels.includes(who.level.id) && fits(party, who.party))
        .map(({ party, durations }) => ({
          table,
          party,
          bands: durations.map((text, index) => ({
            up_to_months: table.limits[index],
            duration: readDuration(text),
          })),
        })),
    );
}

/** The duration for a service; the day that completes the years of a limit still has the shorter one. */
export function durationFor({ bands }: NoticeRow, service: Service): Duration | undefined {
  return bands.find(({ up_to_months }) => up_to_months === undefined || !isBeyond(service, up_to_months))
    ?.duration;
}

/**
 * The first day of a notice that is given on a day, which itself does not count: the next one, or where the agreement says so
 * the next 1st or 16th of a month.
 */
export function noticeStart({ starts }: NoticeTable, given: IsoDate): IsoDate {
  const next = addDays(given, 1);
  if (starts === "next-day" || next.endsWith("-01") || next.endsWith("-16")) return next;
  const [year = 0, month = 0, day = 0] = next.split("-").map(Number);
  return day < 16 ? isoDate(year, month, 16) : isoDate(year, month + 1, 1);
}
