import { fold } from "../language/words.ts";

/** How long somebody has been employed: full months and the days beyond them. */
export interface Service {
  readonly months: number;
  readonly days: number;
}

const words = [
  "zero",
  "un",
  "due",
  "tre",
  "quattro",
  "cinque",
  "sei",
  "sette",
  "otto",
  "nove",
  "dieci",
  "undici",
  "dodici",
];
const number = String.raw`\d{1,3}|${words.slice(1).join("|")}`;
const years = new RegExp(
  String.raw`(?<over>oltre|piu di|piu da)?\s*\b(?<years>${number}) ann[oi](?: e (?<months>${number}) mes[ei])?(?<own> (?:di )?(?:anzianita|servizio|lavoro))?`,
  "gu",
);
const months = new RegExp(
  String.raw`(?<over>oltre|piu di)?\s*\b(?<months>${number}) mes[ei] (?<own>(?:di )?(?:anzianita|servizio|lavoro))`,
  "gu",
);

function count(text: string | undefined): number {
  if (text === undefined) return 0;
  const word = words.indexOf(text);
  return word === -1 ? Number(text) : word;
}

/** How much service a question gives somebody (`con 6 anni di anzianità`, `oltre cinque anni`); undefined when it gives none. */
export function serviceIn(question: string): Service | undefined {
  const text = fold(question);
  const found = [...text.matchAll(years), ...text.matchAll(months)].map(({ groups }) => groups ?? {});
  const best = found.find(({ own }) => own !== undefined) ?? found[0];
  if (best === undefined) return undefined;
  return {
    months: count(best["years"]) * 12 + count(best["months"]),
    days: best["over"] === undefined ? 0 : 1,
  };
}

/** Whether a service has gone on beyond so many months: the day that completes them is not beyond. */
export function isBeyond({ months: full, days }: Service, limit: number): boolean {
  return full > limit || (full === limit && days > 0);
}

/** `6 anni`, `5 anni, 2 mesi e 3 giorni`. */
export function formatService({ months: all, days }: Service): string {
  const parts = [
    [Math.floor(all / 12), "anno", "anni"],
    [all % 12, "mese", "mesi"],
    [days, "giorno", "giorni"],
  ] as const;
  const said = parts.flatMap(([value, one, many]) =>
    value === 0 ? [] : [`${value} ${value === 1 ? one : many}`],
  );
  const last = said.pop() ?? "meno di un mese";
  return said.length === 0 ? last : `${said.join(", ")} e ${last}`;
}
