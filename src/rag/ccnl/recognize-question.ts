import { fold } from "../language/words.ts";
import type { CalculationRequest } from "./request.ts";
import { topicIn } from "./topic.ts";

/** Sectors that people name without the word `CCNL`. */
const sectors =
  /\b(?:metalmeccanic|commercio\b|terziario\b|edil[ei]\b|edilizia\b|turismo\b|pubblici esercizi|studi professionali)/;
/** `CCNL` or `contratto collettivo` with the name of one behind it. */
const named =
  /\b(?:ccnl|contratto collettivo(?: nazionale)?(?: di lavoro)?)\s+(?:(?:del|dei|della|delle|degli|per|il|la|i|gli|le)\s+)*(?!prevede|stabilisce|applica|nazionale|di\b|e\b|non\b|che\b)[a-z]{4,}/;

const hourly =
  /\b(?:paga|retribuzione|compenso) (?:lorda |minima )*oraria\b|\b(?:pagat[aoei]|prende|guadagna) all'ora\b/;
const overtime =
  /\b(?<hours>\d{1,3}(?:[.,]\d{1,2})?|una|un)(?:'| )?\s*or[ae] di (?:lavoro )?straordinari[oe](?: (?<when>notturn|festiv))?/;

/** The calculation that a question spells out, as far as it needs nothing but what the question says. */
function calculationIn(text: string): CalculationRequest | undefined {
  if (hourly.test(text)) return { kind: "hourly-pay" };
  const { hours, when } = overtime.exec(text)?.groups ?? {};
  if (hours === undefined) return undefined;
  const kinds = { notturn: "night", festiv: "holiday" } as const;
  return {
    kind: "overtime",
    hours: hours.startsWith("un") ? "1" : hours.replace(",", "."),
    when: when === "notturn" || when === "festiv" ? kinds[when] : "weekday",
  };
}

/**
 * The call of the agreements' tool that a question asks for, for a model that does not choose tools by itself: the question must
 * name both an agreement and something that agreements rule. Undefined otherwise.
 */
export function recognizeQuestion(question: string): Readonly<Record<string, unknown>> | undefined {
  const text = fold(question);
  if (topicIn(question) === undefined || !(sectors.test(text) || named.test(text))) return undefined;
  const calculation = calculationIn(text.replaceAll("’", "'"));
  return { question: question.slice(0, 1000), ...(calculation === undefined ? {} : { calculation }) };
}
