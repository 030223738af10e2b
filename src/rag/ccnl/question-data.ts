import { createFactService } from "../facts/create-fact-service.ts";
import { fold } from "../language/words.ts";

/** What a question says of somebody's employment. Dates are ISO 8601, money is EUR as text. */
export interface QuestionData {
  readonly hired_on: string | undefined;
  /** The last day of the employment. */
  readonly ended_on: string | undefined;
  /** The day that something is reckoned up to. */
  readonly until: string | undefined;
  /** The day that notice is given. */
  readonly given_on: string | undefined;
  readonly year: number | undefined;
  readonly monthly_pay: string | undefined;
  readonly annual_pay: string | undefined;
  /** What has been set aside for the TFR so far. */
  readonly fund: string | undefined;
}

/** Words between the last comma and a value, as many as may say what the value is. */
const before = 45;
const after = 25;

type DateName = "hired_on" | "ended_on" | "until" | "given_on";
const dates: readonly (readonly [DateName, RegExp])[] = [
  [
    "hired_on",
    /\b(?:assunt\S*|assunzione|lavoro|lavora|entrat\S*|cominciat\S*|iniziat\S*|in servizio)\b[^,]*$/,
  ],
  ["ended_on", /\b(?:ultimo giorno|finisc\S*|cess\S*|termin\S*)\b[^,]*$/],
  ["given_on", /\b(?:dimett\S*|dimission\S*|licenzi\S*|comunic\S*|preavviso|disdetta|avvis\S*)\b[^,]*$/],
  ["until", /\b(?:al|fino al|entro il|alla data del)\s*$/],
];

const facts = createFactService();

/** Takes the dates and amounts out of a question about work by the words that they stand beside. */
export function questionData(question: string): QuestionData {
  const found = facts.canonicalize(facts.extract(question));
  const named = new Map<DateName | "monthly_pay" | "annual_pay" | "fund", string>();
  for (const { kind, value, start, end } of found) {
    const head = fold(question.slice(Math.max(0, start - before), start)).replaceAll("’", "'");
    const tail = fold(question.slice(end, end + after)).replaceAll("’", "'");
    if (kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
      const name = dates.find(([, pattern]) => pattern.test(head))?.[0];
      if (name !== undefined && !named.has(name)) named.set(name, value);
    } else if (kind === "money" && value.endsWith(" EUR")) {
      const amount = value.slice(0, -" EUR".length);
      const own = /^[^,;]*/.exec(tail)?.[0] ?? "";
      if (/\b(?:fondo|accantonat\S*|gia maturat\S*)\b[^,]*$/.test(head) || /^ (?:gia )?accantonat/.test(own))
        named.set("fund", amount);
      else if (/\b(?:ral|annu[aoi]\S*|all'anno)\b/.test(`${head} ${own}`)) named.set("annual_pay", amount);
      else if (/\b(?:al mese|mensil\S*|stipendio|paga|retribuzione|guadagno|prendo)\b/.test(`${head} ${own}`))
        named.set("monthly_pay", amount);
    }
  }
  const year = /\b(?:nel|del|per il|dell'anno|anno)\s+((?:19|20)\d{2})\b/.exec(fold(question))?.[1];
  return {
    hired_on: named.get("hired_on"),
    ended_on: named.get("ended_on"),
    until: named.get("until"),
    given_on: named.get("given_on"),
    year: year === undefined ? undefined : Number(year),
    monthly_pay: named.get("monthly_pay"),
    annual_pay: named.get("annual_pay"),
    fund: named.get("fund"),
  };
}
