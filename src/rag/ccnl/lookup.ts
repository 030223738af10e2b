import { fold } from "../language/words.ts";
import type { Agreement, Category, Level, Party } from "./agreement.ts";
import { type IsoDate, serviceBetween } from "./calendar.ts";
import { agreementIn, nearestAgreement } from "./find-agreement.ts";
import { findLevel, levelIn } from "./level.ts";
import type { CcnlArguments } from "./request.ts";
import { type Service, serviceIn } from "./service.ts";
import { type Topic, topicIn } from "./topic.ts";

/** A question about an agreement, with everything found that it names. */
export interface Lookup {
  readonly agreement: Agreement;
  readonly level: Level | undefined;
  readonly category: Category | undefined;
  readonly topic: Topic | undefined;
  readonly service: Service | undefined;
  readonly party: Party | undefined;
  readonly on: IsoDate;
  /** Whether the day was asked for; otherwise it is today. */
  readonly isDated: boolean;
}

export type LookupResult =
  { readonly kind: "found"; readonly lookup: Lookup } | { readonly kind: "unknown"; readonly reason: string };

function categoryIn(text: string): Category | undefined {
  const [worker, clerk] = [/\bopera(?:io|ia|i|ie)\b/.test(text), /\bimpiegat[oaie]\b/.test(text)];
  if (worker === clerk) return undefined;
  return worker ? "operaio" : "impiegato";
}

/** Who ends the employment: one who says `mi licenzio` or `dare la disdetta` means to resign. */
export function partyIn(text: string): Party | undefined {
  if (/\bmi (?:vorrei |voglio )?licenzi(?:o|assi|ar[ei])\b|\blicenziarmi\b|\bme ne vado\b/.test(text))
    return "resignation";
  const [dismissal, resignation] = [/\blicenzi/.test(text), /\bdimission|\bdimett|\bdimess/.test(text)];
  if (dismissal === resignation) return undefined;
  return dismissal ? "dismissal" : "resignation";
}

function unknownAgreement(name: string | undefined, agreements: readonly Agreement[]): string {
  const known = agreements.map(({ short }) => short).join(", ");
  if (known === "") return "Non ci sono contratti collettivi da consultare.";
  if (name === undefined)
    return `La domanda non nomina un contratto collettivo che conosco. Conosco: ${known}.`;
  const near = nearestAgreement(name, agreements);
  const offer = near === undefined ? `Conosco: ${known}.` : `Si intende ${near.short}?`;
  return `Non conosco un contratto collettivo «${name}». ${offer}`;
}

/** What the agreement has to say on a calculation. */
function topicOf(calculation: CcnlArguments["calculation"]): Topic | undefined {
  if (calculation === undefined) return undefined;
  const topics = {
    "hourly-pay": "hours",
    thirteenth: "monthly-pays",
    fourteenth: "monthly-pays",
    overtime: "overtime",
    leave: "leave",
    notice: "notice",
    tfr: "pay",
  } as const;
  return topics[calculation.kind];
}

function serviceOf(
  { seniority_months, hired_on }: CcnlArguments,
  question: string,
  on: IsoDate,
): Service | undefined {
  if (hired_on !== undefined) return hired_on > on ? undefined : serviceBetween(hired_on, on);
  return seniority_months === undefined ? serviceIn(question) : { months: seniority_months, days: 0 };
}

/** Finds what a call asks about, from its arguments and, for what they leave out, from its question; or says what is unknown. */
export function lookUp(args: CcnlArguments, agreements: readonly Agreement[], today: IsoDate): LookupResult {
  const { question = "", date } = args;
  const on = date ?? today;
  const agreement = agreementIn(args.agreement ?? question, agreements, on);
  if (agreement === undefined)
    return { kind: "unknown", reason: unknownAgreement(args.agreement, agreements) };

  let level: Level | undefined;
  if (args.level === undefined) level = levelIn(agreement, question);
  else {
    const found = findLevel(agreement, args.level);
    if (found.level === undefined) {
      const labels = agreement.levels.map(({ label }) => label).join(", ");
      const offer = found.near === undefined ? `I livelli sono: ${labels}.` : `Si intende ${found.near}?`;
      return { kind: "unknown", reason: `${agreement.short} non ha un livello «${args.level}». ${offer}` };
    }
    level = found.level;
  }
  const text = fold(question);
  const counted = args.calculation?.kind === "notice" ? (args.calculation.given_on ?? on) : on;
  return {
    kind: "found",
    lookup: {
      agreement,
      level,
      category: args.category ?? categoryIn(text),
      topic: args.topic ?? topicOf(args.calculation) ?? topicIn(question),
      service: serviceOf(args, question, counted),
      party: args.party ?? partyIn(text),
      on,
      isDated: date !== undefined,
    },
  };
}
