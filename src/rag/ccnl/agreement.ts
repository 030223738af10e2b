import { z } from "zod";

const day = z.iso.date();
/** EUR with two decimals, as text: money is never a binary float. */
const amount = z.string().regex(/^\d+\.\d{2}$/u, "an amount such as `1746.68`, in quotes");
const percent = z.string().regex(/^\d+(?:\.\d+)?$/u, "a percentage such as `15`, in quotes");
/** Months, then days of the calendar (`d`) or days of work (`w`): `6m`, `45d`, `10w`, `1m15d`. */
const duration = z
  .string()
  .regex(/^(?=.)(?:\d+m)?(?:\d+[dw])?$/u, "a duration such as `45d`, `10w` or `1m15d`");
const level = z.string().min(1);
const category = z.enum(["operaio", "impiegato"]);

/** Where a value stands and how long it holds; the agreement's own dates where it has none. */
const cited = z.strictObject({
  /** A key of the agreement's `sources`. */
  source: z.string().min(1),
  article: z.string().min(1).optional(),
  note: z.string().min(1).optional(),
  from: day.optional(),
  to: day.optional(),
});

const parties = ["dismissal", "resignation"] as const;
const overtimeKinds = ["weekday", "weekday-beyond", "night", "holiday", "night-holiday"] as const;

/** A national collective labour agreement: what `data/ccnl/<id>.yml` holds. Lists of amounts are by level. */
export const agreementSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  name: z.string().min(1),
  /** How people call it. */
  short: z.string().min(1),
  cnel_code: z.string().min(1),
  parties: z.array(z.string()).min(2),
  aliases: z.array(z.string()).min(1),
  from: day,
  to: day,
  sources: z.record(z.string(), z.strictObject({ title: z.string().min(1), date: day })),
  levels: z
    .array(z.strictObject({ id: level, label: z.string().min(1), names: z.array(z.string()).default([]) }))
    .min(1),
  hours: cited.extend({
    weekly: z.int().min(1).max(48),
    /** Hours by which a month's pay is divided. */
    hourly_divisor: z.int().min(1),
  }),
  /** Minimum pay of a month, in tables that follow each other. */
  pay: z.array(
    cited.extend({
      from: day,
      to: day,
      components: z.array(z.string()).min(1),
      amounts: z.record(level, z.array(amount).min(1)),
    }),
  ),
  /** Pays beyond the twelve; each accrues in the twelve months from the first of `starts_month`. */
  extra_pays: z.array(
    cited.extend({
      kind: z.enum(["thirteenth", "fourteenth"]),
      starts_month: z.int().min(1).max(12),
      category: category.optional(),
    }),
  ),
  leave: z.array(
    cited.extend({
      days: z.int().min(1),
      /** Days of work in the week that the days are counted in. */
      week: z.union([z.literal(5), z.literal(6)]),
      /** Holds for those with more months of service than this. */
      over_months: z.int().min(0).default(0),
    }),
  ),
  permits: z.array(
    cited.extend({
      hours: z.int().min(1),
      label: z.string().min(1),
      condition: z.string().min(1).optional(),
    }),
  ),
  notice: z.array(
    cited.extend({
      category: category.optional(),
      /** The notice runs from the day after it is given, or from the next 1st or 16th of a month. */
      starts: z.enum(["next-day", "half-month"]),
      /** Months of service up to which, that day included, each duration but the last holds. */
      limits: z.array(z.int().min(1)),
      rows: z.array(
        z.strictObject({
          levels: z.array(level).min(1),
          party: z.enum(parties).optional(),
          durations: z.array(duration).min(1),
        }),
      ),
    }),
  ),
  trial: z.array(cited.extend({ category: category.optional(), levels: z.array(level).min(1), duration })),
  seniority_steps: cited.extend({
    category: category.optional(),
    every_months: z.int().min(1),
    max: z.int().min(1),
    amounts: z.record(level, amount),
  }),
  overtime: z.array(cited.extend({ kind: z.enum(overtimeKinds), label: z.string().min(1), percent })),
});

export type Agreement = z.infer<typeof agreementSchema>;
export type Cited = z.infer<typeof cited>;
export type Category = z.infer<typeof category>;
/** Who ends the employment. */
export type Party = (typeof parties)[number];
export type Level = Agreement["levels"][number];
export type PayTable = Agreement["pay"][number];
export type NoticeTable = Agreement["notice"][number];

export { category as categorySchema, overtimeKinds, parties as noticeParties };
