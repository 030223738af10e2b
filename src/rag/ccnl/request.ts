import { z } from "zod";

import { categorySchema, noticeParties, overtimeKinds } from "./agreement.ts";
import { decimalInput } from "./decimal.ts";
import { topics } from "./topic.ts";

const day = z.iso.date();
const monthlyPay = decimalInput
  .optional()
  .describe("Retribuzione lorda mensile in euro; senza, il minimo del livello.");
const year = z.int().min(1970).max(2100).optional();
const hiredOn = day.optional().describe("Data di assunzione; senza, tutto il periodo è lavorato.");
const endedOn = day.optional().describe("Ultimo giorno di lavoro, se il rapporto è finito.");

/** A calculation with what goes into it; money in EUR, percentages as such (`5.4` is 5.4 %). */
export const calculationSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("hourly-pay"), monthly_pay: monthlyPay }),
  z.strictObject({
    kind: z.literal("thirteenth"),
    year: year.describe("Anno in cui matura; senza, quello della domanda."),
    monthly_pay: monthlyPay,
    hired_on: hiredOn,
    ended_on: endedOn,
  }),
  z.strictObject({
    kind: z.literal("fourteenth"),
    year: year.describe("Anno in cui si paga; senza, quello della domanda."),
    monthly_pay: monthlyPay,
    hired_on: hiredOn,
    ended_on: endedOn,
  }),
  z.strictObject({
    kind: z.literal("overtime"),
    hours: decimalInput,
    when: z.enum(overtimeKinds).default("weekday"),
    monthly_pay: monthlyPay,
  }),
  z.strictObject({
    kind: z.literal("leave"),
    hired_on: hiredOn,
    until: day.optional().describe("Ultimo giorno che conta; senza, quello della domanda."),
  }),
  z.strictObject({
    kind: z.literal("notice"),
    given_on: day
      .optional()
      .describe("Giorno in cui il preavviso è comunicato; senza, quello della domanda."),
    party: z.enum(noticeParties),
  }),
  z.strictObject({
    kind: z.literal("tfr"),
    annual_pay: decimalInput.describe("Retribuzione utile dell'anno, in euro."),
    previous_fund: decimalInput
      .default(0)
      .describe("TFR accantonato al 31 dicembre dell'anno prima, in euro."),
    inflation: decimalInput.default(0).describe("Aumento ISTAT dei prezzi (FOI) da dicembre, in percento."),
    months: z
      .int()
      .min(0)
      .max(12)
      .default(12)
      .describe("Mesi dell'anno da rivalutare; 15 giorni valgono un mese."),
  }),
]);

export type CalculationRequest = z.infer<typeof calculationSchema>;
export type RequestOf<Kind extends CalculationRequest["kind"]> = Extract<CalculationRequest, { kind: Kind }>;

const short = z.string().trim().min(1).max(200);

/** What a model may ask about labour agreements. What it leaves out is looked for in `question`. */
export const ccnlArguments = z
  .object({
    question: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .optional()
      .describe("La domanda, in italiano, se il resto non è noto."),
    agreement: short
      .optional()
      .describe("Il contratto collettivo, per esempio `commercio` o `metalmeccanici`."),
    level: short.optional().describe("Il livello di inquadramento, per esempio `4` o `C3`."),
    category: categorySchema.optional(),
    topic: z.enum(topics).optional().describe("Di che cosa si tratta."),
    seniority_months: z.int().min(0).max(720).optional().describe("Mesi compiuti di anzianità."),
    hired_on: day.optional().describe("Data di assunzione, da cui si conta l'anzianità."),
    party: z
      .enum(noticeParties)
      .optional()
      .describe("Chi recede: `dismissal` il datore, `resignation` il lavoratore."),
    date: day.optional().describe("Il giorno a cui si riferisce la domanda; senza, oggi."),
    calculation: calculationSchema.optional().describe("Un calcolo da fare, con i suoi dati."),
  })
  .refine(
    // The law alone rules the TFR.
    ({ question, agreement, calculation }) =>
      question !== undefined || agreement !== undefined || calculation?.kind === "tfr",
    {
      error: "either `agreement` or `question` is needed",
      path: ["agreement"],
    },
  );

export type CcnlArguments = z.infer<typeof ccnlArguments>;
