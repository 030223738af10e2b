import { ambiguousNames, distinctSurnames, givenNames, notNames, surnames } from "./gazetteer.ts";
import type { PiiMatch } from "./types.ts";

interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** `Mario` or `MARIO`. */
  readonly isCapital: boolean;
  readonly isUpper: boolean;
  /** Blanks, and nothing else, stand between this word and the one before. */
  readonly follows: boolean;
}

interface Span {
  /** Indices of words. */
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
}

const wordPattern = /\p{L}+(?:['’]\p{L}+)*/gu;
/** Titles that may stand without a point, and those that are titles only with one (`ING` is a bank). */
const titles = new Set(
  `sig signor signora signorina signori dott dottor dottore dottoressa avvocato avvocata ragionier ingegner professor professoressa
  notaio`.split(/\s+/),
);
const pointedTitles = new Set("dr avv rag ing geom arch prof cav on".split(" "));
const titleEndings = new Set(["ra", "na", "ssa", "ri"]);
/** Parts of a surname such as `De Luca`, `Della Valle`, `Lo Presti`. */
const particles = new Set("de di del della dei degli dal dalla da lo la li le van von el".split(" "));
/** After these a given name is a street, a church or a law. */
const placeCues = new Set(
  `via viale piazza piazzale corso largo vicolo san santa santo sant ponte porto villa borgo legge lodo riforma decreto banca
  istituto fondazione ospedale teatro stadio comune provincia regione monte`.split(/\s+/),
);
const introductions = /(?:mi chiamo|il mio nome è|nome e cognome:?|firmato:?|sono)\s+$/iu;

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let end = 0;
  const push = (word: string, start: number): void => {
    const first = word.charAt(0);
    words.push({
      text: word,
      lower: word.toLowerCase().replace("’", "'"),
      start,
      end: start + word.length,
      isCapital: first !== first.toLowerCase(),
      isUpper: word.length > 1 && word === word.toUpperCase(),
      follows: words.length > 0 && /^[ \t]+$/.test(text.slice(end, start)),
    });
    end = start + word.length;
  };
  for (const match of text.matchAll(wordPattern)) {
    // `l'avvocato` is an article and a word, `D'Angelo` is one name.
    const elided = /^\p{Ll}+['’]/u.exec(match[0])?.[0] ?? "";
    push(match[0].slice(elided.length), match.index + elided.length);
  }
  return words;
}

/** Whether the capitalised words that end before `at` begin with a street, a church or a law: `Piazza Maria Teresa`. */
function isPlaceAt(words: readonly Word[], at: number): boolean {
  for (let back = at; back > at - 3; back--) {
    const word = words[back];
    const before = words[back - 1];
    if (word === undefined || before === undefined || word.start - before.end > 2) return false;
    if (placeCues.has(before.lower)) return true;
    if (!word.follows || !before.isCapital) return false;
  }
  return false;
}

/** Whether a word can be a surname where one is expected. */
function isSurname(word: Word | undefined): boolean {
  if (word === undefined || !word.isCapital || word.text.length < 2) return false;
  return surnames.has(word.lower) || !notNames.has(word.lower);
}

/** The index after the surname that begins at `at`, its particles included; `at` itself when there is none. */
function afterSurname(words: readonly Word[], at: number, isExpected = false): number {
  const first = words[at];
  if (first === undefined || !(first.follows || isExpected)) return at;
  const second = words[at + 1];
  if (particles.has(first.lower) && second?.follows === true) {
    // A particle in small letters is a preposition far more often: `Mario di Roma`.
    const isPart = first.isCapital
      ? isSurname(second)
      : second.isCapital && distinctSurnames.has(second.lower);
    return isPart ? at + 2 : at;
  }
  if (!isSurname(first)) return at;
  return second?.follows === true && second.isCapital && surnames.has(second.lower) ? at + 2 : at + 1;
}

/** As `afterSurname`, for a name in capitals: there every next word looks like a surname, so only known ones count. */
function afterUpperSurname(words: readonly Word[], at: number): number {
  const end = afterSurname(words, at);
  const last = words[end - 1];
  return end > at && (surnames.has(last?.lower ?? "") || words[end]?.isUpper !== true) ? end : at;
}

/** `mario rossi`, as people type: a given name and a surname that no other word is, or any known one after `mi chiamo`. */
function smallLetterPerson(text: string, words: readonly Word[], at: number): Span | undefined {
  const word = words[at];
  const next = words[at + 1];
  if (word === undefined || next?.follows !== true || ambiguousNames.has(word.lower)) return undefined;
  const isNamed =
    distinctSurnames.has(next.lower) ||
    (surnames.has(next.lower) && introductions.test(text.slice(Math.max(0, word.start - 24), word.start)));
  return isNamed ? { from: at, to: at + 2, confidence: 0.85 } : undefined;
}

/** The name that begins with the given name at `at`, if it is one. */
function personAt(text: string, words: readonly Word[], at: number): Span | undefined {
  const word = words[at];
  if (word === undefined || !givenNames.has(word.lower) || placeCues.has(word.lower)) return undefined;
  if (isPlaceAt(words, at)) return undefined;
  const before = words[at - 1];
  if (!word.isCapital) return smallLetterPerson(text, words, at);

  let last = at + 1;
  for (let next = words[last]; next !== undefined && last - at < 3; next = words[++last]) {
    if (!next.follows || !next.isCapital || !givenNames.has(next.lower) || surnames.has(next.lower)) break;
  }
  const isAmbiguous = ambiguousNames.has(word.lower) && last === at + 1;
  const end = word.isUpper ? afterUpperSurname(words, last) : afterSurname(words, last);
  if (end > last && (!isAmbiguous || surnames.has(words[end - 1]?.lower ?? "")))
    return { from: at, to: end, confidence: 0.95 };
  if (last - at >= 2) return { from: at, to: last, confidence: 0.9 };
  if (word.follows && before?.isCapital === true && distinctSurnames.has(before.lower)) {
    return { from: at - 1, to: last, confidence: 0.9 };
  }
  return isAmbiguous || word.isUpper ? undefined : { from: at, to: last, confidence: 0.8 };
}

/** The name after a title such as `sig.` or `dott.ssa`; the title itself is not part of it. */
function titledPersonAt(text: string, words: readonly Word[], at: number): Span | undefined {
  const title = words[at];
  if (title === undefined) return undefined;
  const isPointed = text.charAt(title.end) === ".";
  if (!titles.has(title.lower) && !(isPointed && pointedTitles.has(title.lower))) return undefined;
  const ending = words[at + 1];
  const from =
    isPointed && ending?.start === title.end + 1 && titleEndings.has(ending.lower) ? at + 2 : at + 1;
  const first = words[from];
  const last = words[from - 1];
  if (first === undefined || last === undefined || !/^[. \t]{1,3}$/.test(text.slice(last.end, first.start)))
    return undefined;
  const isGiven = first.isCapital && givenNames.has(first.lower);
  if (!isGiven && !isSurname(first)) return undefined;
  let to = isGiven ? from + 1 : afterSurname(words, from, true);
  if (isGiven) while (to - from < 3 && words[to]?.follows === true && isSurname(words[to])) to++;
  return { from, to: Math.max(to, from + 1), confidence: 0.95 };
}

/** Once a text has named somebody in full, each part of the name alone names the same person. */
function repeatedParts(words: readonly Word[], spans: readonly Span[]): readonly Span[] {
  const taken = new Set<number>();
  const parts = new Set<string>();
  for (const { from, to } of spans) {
    for (let at = from; at < to; at++) {
      taken.add(at);
      const lower = words[at]?.lower ?? "";
      if (lower.length > 2 && !notNames.has(lower) && !particles.has(lower)) parts.add(lower);
    }
  }
  if (parts.size === 0) return [];
  return words.flatMap((word, at) =>
    word.isCapital && !taken.has(at) && parts.has(word.lower) && !isPlaceAt(words, at)
      ? [{ from: at, to: at + 1, confidence: 0.8 }]
      : [],
  );
}

/**
 * Names of persons by a list of given names and what stands around them. Made to miss a rare name rather than to mask
 * a place or a term of law; foreign names outside the list are found after a title only.
 */
export function detectNames(text: string): readonly PiiMatch[] {
  const words = wordsOf(text);
  const spans: Span[] = [];
  for (let at = 0; at < words.length;) {
    const span = titledPersonAt(text, words, at) ?? personAt(text, words, at);
    if (span !== undefined && span.from >= (spans.at(-1)?.to ?? 0)) spans.push(span);
    at = Math.max(at + 1, span?.to ?? 0);
  }
  return [...spans, ...repeatedParts(words, spans)].flatMap(({ from, to, confidence }) => {
    const first = words[from];
    const last = words[to - 1];
    return first === undefined || last === undefined
      ? []
      : [{ type: "name" as const, start: first.start, end: last.end, confidence }];
  });
}
