import { partyIn } from "./lookup.ts";
import { questionData } from "./question-data.ts";
import type { CalculationRequest } from "./request.ts";

const hourly =
  /\b(?:paga|retribuzione|compenso) (?:lorda |minima )*oraria\b|\b(?:pagat[aoei]|prende|guadagna) all'ora\b/;
const overtime =
  /\b(?<hours>\d{1,3}(?:[.,]\d{1,2})?|una|un)(?:'| )?\s*or[ae] di (?:lavoro )?straordinari[oe](?: (?<when>notturn|festiv))?/;
const fourteenth = /\bquattordicesim|\b14(?:esim|ma\b|a\b|ª|\^)/;
const extraPay = /\btredicesim|\b13(?:esim|ma\b|a\b|ª|\^)|\bgratifica natalizia\b/;
/** Asks for an amount, and not for the rule. */
const howMuch = /\bquant[oaie]\b|\bcalcol|\ba quanto ammonta|\bimporto\b|\bcosa mi spetta\b/;
const accrued = /\bmatur|\bmi spett|\bho diritto|\bho accumulat|\bmi restan|\baccumul/;
/** A level in the question, as far as it shows without an agreement. */
const level =
  /\blivell|\bliv\.|\bquadr[io]\b|\b[abcd][1-3]\b|\bcategoria\b|\boperai[oa] (?:comune|qualificat|specializzat)/;
const tfr = /\btfr\b|\bt\.f\.r\b|\btrattamento di fine rapporto\b|\bbuonuscita\b|\bliquidazione\b/;

function overtimeIn(text: string): CalculationRequest | undefined {
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
 * The TFR of a year that a question asks for, with the year's pay in it; the law alone rules it, so no agreement need be
 * named. `text` is the question, folded.
 */
export function tfrIn(question: string, text: string): CalculationRequest | undefined {
  if (!tfr.test(text) || !(howMuch.test(text) || accrued.test(text)) || /\biva\b/.test(text))
    return undefined;
  const { annual_pay, fund = "0" } = questionData(question);
  if (annual_pay === undefined) return undefined;
  return { kind: "tfr", annual_pay, previous_fund: fund, inflation: "0", months: 12 };
}

/**
 * The calculation under an agreement that a question spells out, as far as the question says all that the calculation needs
 * beside the agreement. `text` is the question, folded.
 */
export function calculationIn(question: string, text: string): CalculationRequest | undefined {
  if (hourly.test(text)) return { kind: "hourly-pay" };
  const hours = overtimeIn(text);
  if (hours !== undefined) return hours;
  if (!howMuch.test(text)) return undefined;
  const { hired_on, ended_on, until, given_on, year, monthly_pay } = questionData(question);
  if (fourteenth.test(text) || extraPay.test(text)) {
    // Without a pay there must be a level that the agreement gives one to.
    if (monthly_pay === undefined && !level.test(text)) return undefined;
    const kind = fourteenth.test(text) ? "fourteenth" : "thirteenth";
    return { kind, year, monthly_pay, hired_on, ended_on: ended_on ?? until };
  }
  if (/\bferie\b/.test(text) && accrued.test(text))
    return { kind: "leave", hired_on, until: until ?? ended_on };
  const party = partyIn(text);
  if (given_on !== undefined && party !== undefined && level.test(text))
    return { kind: "notice", given_on, party };
  return undefined;
}
