import { wholeWords, type FactKind } from "./fact-kind.ts";

const monthNames =
  "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(" ");
const month = `${monthNames.join("|")}|gen|feb|mar|apr|mag|giu|lug|ago|sett?|ott|nov|dic`;
const year = "(?:19|20)[0-9]{2}";

function monthNumber(name: string): number {
  return monthNames.findIndex((full) => full.startsWith(name.toLowerCase().slice(0, 3))) + 1;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** Two digits are this century's up to 69. */
function fullYear(text: string): number {
  const value = Number(text);
  return text.length > 2 ? value : value + (value < 70 ? 2000 : 1900);
}

function dateOf(yearText: string | undefined, monthValue: number, day: number): string | undefined {
  // Without a year the 29th of February may be one: 2000 was a leap year.
  const yearValue = yearText === undefined ? 2000 : fullYear(yearText);
  const date = new Date(Date.UTC(yearValue, monthValue - 1, day));
  if (date.getUTCMonth() !== monthValue - 1 || date.getUTCDate() !== day) return undefined;
  return `${yearText === undefined ? "-" : yearValue}-${two(monthValue)}-${two(day)}`;
}

/** `2026-03-16`; without a year `--03-16`, as ISO 8601 once wrote it. */
export const date: FactKind = {
  patterns: [
    wholeWords(`${year}-[0-9]{2}-[0-9]{2}`),
    wholeWords(String.raw`(?:[0-9]{1,2}|1[°º])(?: |\s?)(?:${month})\.?,?(?: (?:del )?(?:${year}))`),
    wholeWords(String.raw`[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:${year}|[0-9]{2})`),
    wholeWords(String.raw`(?:[0-9]{1,2}|1[°º]) (?:${monthNames.join("|")})`),
  ],
  canonical(text) {
    const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    if (iso !== null) return dateOf(iso[1], Number(iso[2]), Number(iso[3]));
    const numeric = /^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2,4})$/.exec(text);
    if (numeric !== null) return dateOf(numeric[3], Number(numeric[2]), Number(numeric[1]));
    const words = /^([0-9]{1,2})[°º]?\s*([a-z]+)\.?,?(?:\s+(?:del\s+)?([0-9]{4}))?$/i.exec(text);
    return words === null ? undefined : dateOf(words[3], monthNumber(words[2] ?? ""), Number(words[1]));
  },
};

const ordinals = new Map([
  ...["i", "1", "prim"].map((word) => [word, 1] as const),
  ...["ii", "2", "second"].map((word) => [word, 2] as const),
  ...["iii", "3", "terz"].map((word) => [word, 3] as const),
  ...["iv", "4", "quart"].map((word) => [word, 4] as const),
]);
const ordinal = "(?:iv|i{1,3}|[1-4])[°º]?|prim[oa]|second[oa]|terz[oa]|quart[oa]";
const parts = new Map([
  ["trimestre", { letter: "Q", count: 4 }],
  ["quadrimestre", { letter: "T", count: 3 }],
  ["semestre", { letter: "S", count: 2 }],
]);
const units = new Map([
  ["giorn", "D"],
  ["settiman", "W"],
  ["mes", "M"],
  ["ann", "Y"],
]);

/** `2025-Q1`, `2025-S2`, `2026-03`, `2025`, or a length as ISO 8601 writes it: `P30D`, `P12M`. */
export const period: FactKind = {
  patterns: [
    wholeWords(`(?:${ordinal}) (?:trimestre|quadrimestre|semestre)(?: (?:del(?:l'anno)? )?${year})?`),
    wholeWords(`(?:${month})\\.? (?:del )?${year}`),
    wholeWords(
      `(?:anno(?: d['’]imposta| fiscale| solare)?|esercizio|periodo d['’]imposta|nel|del|dal|al|entro il) ${year}`,
    ),
    wholeWords("[0-9]{1,4} (?:giorni|giorno|settimane|settimana|mesi|mese|anni|anno)"),
  ],
  canonical(text) {
    const words = text.toLowerCase().split(/\s+/);
    const [first = "", second = ""] = words;
    const yearText = words.find((word) => /^(?:19|20)[0-9]{2}$/.test(word));
    const part = parts.get(second);
    if (part !== undefined) {
      const which = ordinals.get(first.replace(/[°º]/, "").replace(/^(prim|second|terz|quart)[oa]$/, "$1"));
      if (which === undefined || which > part.count) return undefined;
      return `${yearText ?? "-"}-${part.letter}${which}`;
    }
    const unit = [...units].find(([stem]) => second.startsWith(stem))?.[1];
    if (unit !== undefined && /^[0-9]+$/.test(first)) return `P${Number(first)}${unit}`;
    const monthValue = words.length >= 2 ? monthNumber(first.replace(".", "")) : 0;
    if (yearText === undefined) return undefined;
    return monthValue > 0 && new RegExp(`^(?:${month})\\.?$`).test(first)
      ? `${yearText}-${two(monthValue)}`
      : yearText;
  },
};
