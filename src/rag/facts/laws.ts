import { wholeWords, withBlanks, type FactKind } from "./fact-kind.ts";

/** Kinds of act, each with the ways to write it; the first words of the canonical form. */
const acts: readonly (readonly [string, string])[] = [
  ["DPR", String.raw`d\.? ?p\.? ?r\.?|decreto del presidente della repubblica`],
  ["DLGS", String.raw`d\.? ?lgs\.?|decreto legislativo`],
  ["DL", String.raw`d\.? ?l\.?|decreto[- ]legge`],
  ["DM", String.raw`d\.? ?m\.?|decreto ministeriale`],
  ["DPCM", String.raw`d\.? ?p\.? ?c\.? ?m\.?`],
  ["L", String.raw`l\.|legge`],
  ["CIRC", String.raw`circ\.|circolare`],
  ["RIS", String.raw`ris\.|risoluzione`],
  ["REG", String.raw`reg\.(?: ue)?|regolamento(?: \(?ue\)?)?`],
  ["DIR", String.raw`dir\.(?: ue)?|direttiva(?: \(?ue\)?)?`],
];

const codesOfLaw: readonly (readonly [string, string])[] = [
  ["CC", String.raw`c\.? ?c\.?|cod\. civ\.|codice civile`],
  ["CPC", String.raw`c\.? ?p\.? ?c\.?|codice di procedura civile`],
  ["CP", String.raw`c\.? ?p\.?|cod\. pen\.|codice penale`],
  ["COST", String.raw`cost\.|costituzione`],
  ["TUIR", String.raw`t\.? ?u\.? ?i\.? ?r\.?`],
  ["TUB", "tub"],
  ["STATUTO LAVORATORI", "statuto dei lavoratori"],
];

const any = (list: readonly (readonly [string, string])[]): string =>
  list.map(([, source]) => source).join("|");
const suffix = "(?:[- ]?(?:bis|ter|quater|quinquies|sexies|septies|octies))?";
const article = `art(?:\\.|t\\.|icol[oi])? ?[0-9]{1,4}${suffix}`;
const clause = `(?:c(?:\\.|omm[ai])|co\\.) ?[0-9]{1,4}${suffix}(?: ?[-–] ?[0-9]{1,4})?`;
const place = `(?:${article}(?:,? (?:e )?${clause})?|${clause})`;
const day = "(?:[0-9]{1,2}[°º]? [a-z]{3,9} )?";
const numbered = `(?:${any(acts)})(?: n\\.?°?| ${day}(?:[12][0-9]{3}),? n\\.?)? ?[0-9]{1,4}(?:/[A-Z]{1,3})?(?:/| del ${day})(?:[12][0-9]{3}|[0-9]{2})`;
const dated = `(?:${any(acts)}) ${day}[12][0-9]{3},? n\\.? ?[0-9]{1,4}`;
const act = `(?:${dated}|${numbered}|${any(codesOfLaw)})`;
const link = ",?(?: (?:del(?:la|lo)?|dell['’])|,)? ?";

/** The pieces of a reference, with the patterns that read them. */
const articlePattern = new RegExp(
  `(?<![a-z])art(?:\\.|t\\.|icol[oi])?\\s*([0-9]{1,4})(?:[- ]?(bis|ter|quater|quinquies|sexies|septies|octies))?`,
  "i",
);
const clausePattern = new RegExp(
  `(?<![a-z])(?:c\\.|comm[ai]|co\\.)\\s*([0-9]{1,4})(?:[- ]?(bis|ter|quater|quinquies|sexies|septies|octies))?(?:\\s?[-–]\\s?([0-9]{1,4}))?`,
  "i",
);

type Finders = readonly (readonly [name: string, pattern: RegExp])[];

function findersOf(list: readonly (readonly [string, string])[]): Finders {
  return list.map(([name, source]) => [
    name,
    new RegExp(`(?<![a-z])(?:${withBlanks(source)})(?![a-z])`, "i"),
  ]);
}

const actFinders = findersOf(acts);
const codeFinders = findersOf(codesOfLaw);

/** The first kind of act that the text names, and what stands after it. */
function findAct(text: string, finders: Finders): readonly [name: string, rest: string] | undefined {
  for (const [name, pattern] of finders) {
    const found = pattern.exec(text);
    if (found !== null) return [name, text.slice(found.index + found[0].length)];
  }
  return undefined;
}

/** `633/1972` out of what follows the kind of act: `n. 633/1972`, `26 ottobre 1972, n. 633`, `n. 633 del 1972`, `633/72`. */
function numberOf(text: string): string | undefined {
  const yearFirst = /^\s*(?:[0-9]{1,2}[°º]?\s+[a-z]+\s+)?([12][0-9]{3}),?\s+n\.?\s*([0-9]{1,4})/i.exec(text);
  if (yearFirst !== null) return `${yearFirst[2]}/${yearFirst[1]}`;
  const yearLast =
    /^\s*(?:n\.?°?\s*)?([0-9]{1,4})(\/[A-Z]{1,3})?(?:\/|\s+del\s+(?:[0-9]{1,2}[°º]?\s+[a-z]+\s+)?)([0-9]{2,4})/i.exec(
      text,
    );
  if (yearLast === null) return undefined;
  const [, value = "", letters = "", year = ""] = yearLast;
  const full = year.length === 2 ? `${Number(year) > 40 ? "19" : "20"}${year}` : year;
  return `${value}${letters.toUpperCase()}/${full}`;
}

/** `DPR 633/1972 art. 10 c. 3`, `L 190/2014 c. 54-89`, `CC art. 2120`. */
export const law: FactKind = {
  patterns: [
    // `DPR 633/1972 art. 10, L. 190/2014`: without a comma between, an article belongs to the act before it.
    wholeWords(`${act} ${place}`),
    wholeWords(`${place}${link}${act}`),
    wholeWords(`${act}, ?${place}`),
    wholeWords(`${dated}|${numbered}`),
    wholeWords("t\\.?u\\.?i\\.?r\\.?|statuto dei lavoratori"),
  ],
  canonical(text) {
    const articleMatch = articlePattern.exec(text);
    const clauseMatch = clausePattern.exec(text);
    const pieces: string[] = [];
    if (articleMatch !== null)
      pieces.push(
        `art. ${articleMatch[1]}${articleMatch[2] === undefined ? "" : `-${articleMatch[2].toLowerCase()}`}`,
      );
    if (clauseMatch !== null) {
      const ending = clauseMatch[2] === undefined ? "" : `-${clauseMatch[2].toLowerCase()}`;
      pieces.push(`c. ${clauseMatch[1]}${ending}${clauseMatch[3] === undefined ? "" : `-${clauseMatch[3]}`}`);
    }
    const bare = text.replace(articlePattern, " ").replace(clausePattern, " ");
    const numberedAct = findAct(bare, actFinders);
    const number = numberedAct === undefined ? undefined : numberOf(numberedAct[1]);
    if (numberedAct !== undefined && number !== undefined)
      return [numberedAct[0], number, ...pieces].join(" ");
    const code = findAct(bare, codeFinders);
    return code === undefined ? undefined : [code[0], ...pieces].join(" ");
  },
};
