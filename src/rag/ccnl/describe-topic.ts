import type { Category, Cited, Party } from "./agreement.ts";
import { formatDate } from "./calendar.ts";
import { outOfValidity, validityOf } from "./cite.ts";
import { Decimal, formatEuro } from "./decimal.ts";
import { formatDuration, readDuration } from "./duration.ts";
import type { Lookup } from "./lookup.ts";
import { durationFor, type NoticeRow, noticeRows } from "./notice.ts";
import { lastPayTable, minimumPay, payTableOn } from "./pay.ts";
import { formatService } from "./service.ts";
import type { Topic } from "./topic.ts";

/** One thing that an agreement says, and where. */
export interface Statement {
  readonly text: string;
  readonly cited: Cited;
}

const needsLevel = "Serve il livello di inquadramento.";
const partyNames: Readonly<Record<Party, string>> = { dismissal: "licenziamento", resignation: "dimissioni" };
const ofCategory = (category: Category | undefined): string =>
  category === undefined ? "" : ` (${category === "operaio" ? "operai" : "impiegati"})`;
const noted = ({ note }: Cited): string => (note === undefined ? "" : ` ${note}`);

function noticeText(row: NoticeRow, { service }: Lookup): string {
  const what = row.party === undefined ? "licenziamento e dimissioni" : partyNames[row.party];
  const head = `Preavviso di ${what}${ofCategory(row.table.category)}`;
  const starts =
    row.table.starts === "half-month"
      ? "Decorre dal 1° o dal 16 del mese."
      : "Decorre dal giorno dopo la comunicazione.";
  if (service !== undefined) {
    const duration = durationFor(row, service);
    const length = duration === undefined ? "non indicato" : formatDuration(duration);
    return `${head} con ${formatService(service)} di anzianità: ${length}. ${starts}`;
  }
  const bands = row.bands.map(({ up_to_months, duration }, index) => {
    const before = row.bands[index - 1]?.up_to_months ?? 0;
    const reach =
      up_to_months === undefined ? `oltre ${before / 12} anni` : `fino a ${up_to_months / 12} anni`;
    return `${formatDuration(duration)} ${reach} di anzianità`;
  });
  return `${head}: ${bands.join("; ")}. ${starts}`;
}

function payStatements(lookup: Lookup): readonly Statement[] {
  const { agreement, level, on, isDated } = lookup;
  const table = payTableOn(agreement, on) ?? (isDated ? undefined : lastPayTable(agreement, on));
  if (table === undefined) {
    const [first, last] = [agreement.pay[0], agreement.pay.at(-1)];
    if (first === undefined || last === undefined) return [];
    const text = `Nessuna tabella dei minimi copre il ${formatDate(on)}: ci sono dal ${formatDate(first.from)} al ${formatDate(last.to)}.`;
    return [{ text, cited: last }];
  }
  const levels = level === undefined ? agreement.levels : [level];
  return levels.flatMap((one) => {
    const pay = minimumPay(table, one);
    if (pay === undefined) return [];
    const parts = pay.parts.map(({ name, amount }) => `${name} ${formatEuro(amount)}`).join(" + ");
    const sum = pay.parts.length > 1 ? ` (${parts})` : ` (${pay.parts[0]?.name ?? ""})`;
    return [
      {
        text: `Retribuzione minima mensile del ${one.label}: ${formatEuro(pay.total)}${sum}.${noted(table)}`,
        cited: table,
      },
    ];
  });
}

function trialStatements({ agreement, level, category }: Lookup): readonly Statement[] {
  return agreement.trial
    .filter((rule) => level === undefined || rule.levels.includes(level.id))
    .filter((rule) => rule.category === undefined || category === undefined || rule.category === category)
    .map((rule) => {
      const whose = level === undefined ? ` (livelli ${rule.levels.join(", ")})` : "";
      const length = formatDuration(readDuration(rule.duration));
      return {
        text: `Periodo di prova${ofCategory(rule.category)}${whose}: al massimo ${length}.${noted(rule)}`,
        cited: rule,
      };
    });
}

/** How many steps a service has earned, and what they are worth together where the level is known. */
function stepsOfService({ agreement, level, service }: Lookup): string {
  if (service === undefined) return "";
  const { every_months, max, amounts } = agreement.seniority_steps;
  const count = Math.min(max, Math.floor(service.months / every_months));
  const amount = amounts[level?.id ?? ""];
  const worth =
    amount === undefined || count === 0
      ? ""
      : `, in tutto ${formatEuro(new Decimal(amount).times(count))} al mese`;
  return ` Con ${formatService(service)} di anzianità: ${count} ${count === 1 ? "scatto" : "scatti"}${worth}.`;
}

function stepStatements(lookup: Lookup): readonly Statement[] {
  const { agreement, level } = lookup;
  const steps = agreement.seniority_steps;
  const amounts = Object.entries(steps.amounts).filter(([id]) => level === undefined || id === level.id);
  if (amounts.length === 0) return [];
  const values = amounts.map(
    ([id, amount]) => (level === undefined ? `livello ${id} ` : "") + formatEuro(new Decimal(amount)),
  );
  const rule = `Scatti di anzianità${ofCategory(steps.category)}: al massimo ${steps.max}, uno ogni ${steps.every_months / 12} anni, di ${values.join(", ")} al mese.`;
  return [{ text: rule + stepsOfService(lookup) + noted(steps), cited: steps }];
}

function statementsOf(topic: Topic, lookup: Lookup): readonly Statement[] {
  const { agreement, level, category, party } = lookup;
  switch (topic) {
    case "notice":
      if (level === undefined) return [{ text: needsLevel, cited: agreement.notice[0] ?? agreement.hours }];
      return noticeRows(agreement.notice, { level, category, party }).map((row) => ({
        text: noticeText(row, lookup) + noted(row.table),
        cited: row.table,
      }));
    case "trial":
      return trialStatements(lookup);
    case "seniority-steps":
      return stepStatements(lookup);
    case "overtime":
      return agreement.overtime.map((rule) => ({
        text: `Maggiorazione per ${rule.label}: ${rule.percent.replace(".", ",")} %.${noted(rule)}`,
        cited: rule,
      }));
    case "permits":
      return agreement.permits.map((rule) => {
        const condition = rule.condition === undefined ? "" : ` (${rule.condition})`;
        return { text: `${rule.label}: ${rule.hours} ore all'anno${condition}.${noted(rule)}`, cited: rule };
      });
    case "leave":
      return agreement.leave.map((rule) => {
        const over = rule.over_months === 0 ? "" : ` oltre ${rule.over_months / 12} anni di anzianità`;
        const week = rule.week === 5 ? "cinque" : "sei";
        return {
          text: `Ferie${over}: ${rule.days} giorni all'anno, su una settimana di ${week} giorni.${noted(rule)}`,
          cited: rule,
        };
      });
    case "monthly-pays":
      return agreement.extra_pays
        .filter((rule) => rule.category === undefined || category === undefined || rule.category === category)
        .map((rule) => {
          const name = rule.kind === "thirteenth" ? "Tredicesima" : "Quattordicesima";
          const months = rule.starts_month === 1 ? "da gennaio a dicembre" : "da luglio a giugno";
          return {
            text: `${name}${ofCategory(rule.category)}: matura ${months}, un dodicesimo al mese.${noted(rule)}`,
            cited: rule,
          };
        });
    case "hours":
      return [
        {
          text: `Orario di lavoro: ${agreement.hours.weekly} ore alla settimana; divisore della paga oraria: ${agreement.hours.hourly_divisor}.${noted(agreement.hours)}`,
          cited: agreement.hours,
        },
      ];
    case "pay":
      return payStatements(lookup);
    default:
      return topic satisfies never;
  }
}

/**
 * What an agreement says on a topic. For a day that was asked for and that a value does not cover, only that; for today, the
 * last values known, with the dates that they hold for.
 */
export function describeTopic(topic: Topic, lookup: Lookup): readonly Statement[] {
  const { agreement, on, isDated } = lookup;
  return statementsOf(topic, lookup).map(({ text, cited }) => {
    const missed = outOfValidity(agreement, cited, on);
    if (missed === undefined || text.includes(formatDate(on))) return { text, cited };
    if (isDated) return { text: missed, cited };
    if (topic !== "pay" || on < validityOf(agreement, cited).to)
      return { text: `${text} Attenzione: ${missed}`, cited };
    const ended = formatDate(validityOf(agreement, cited).to);
    return { text: `L'ultima tabella dei minimi che conosco è finita il ${ended}; diceva: ${text}`, cited };
  });
}
