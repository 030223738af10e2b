import { splitSentences } from "../context/sentences.ts";
import { stemsOf } from "../language/stems.ts";
import type { Passage } from "./types.ts";

interface Candidate {
  readonly passage: number;
  readonly position: number;
  readonly text: string;
  readonly score: number;
}

const mostSentences = 4;
const mostPassages = 3;
/** Of an attachment that no question is near to. */
const mostFirstFacts = 12;
/** Below this share of the question's weight a sentence is about something else. */
const leastCoverage = 0.3;
/** A sentence this much weaker than the best one adds nothing. */
const leastShareOfBest = 0.5;

const introduction =
  "Risposta estrattiva: riporto, senza rielaborarli, i passi delle fonti più vicini alla domanda.";
export const nothingFound =
  "Nelle fonti a disposizione non trovo un passo che risponda a questa domanda. Posso riportare soltanto ciò che le fonti dicono: prova a riformulare la domanda o ad aggiungere un documento.";

/**
 * How much each of the question's stems tells the passages apart: `ln(1 + passages / (1 + passages that have it))`. A word
 * that none has shows that they may be about something else; of the passages of an attachment it is known that they are not.
 */
function weightsOf(
  question: readonly string[],
  passages: readonly ReadonlySet<string>[],
  attached: boolean,
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const stem of question) {
    const holders = passages.filter((stems) => stems.has(stem)).length;
    if (holders === 0 && attached) continue;
    weights.set(stem, Math.log(1 + passages.length / (1 + holders)) + 0.1);
  }
  return weights;
}

function coverage(weights: ReadonlyMap<string, number>, stems: ReadonlySet<string>): number {
  let found = 0;
  let all = 0;
  for (const [stem, weight] of weights) {
    all += weight;
    if (stems.has(stem)) found += weight;
  }
  return all === 0 ? 0 : found / all;
}

/** A list item or heading mark at the beginning says nothing in an answer of its own. */
function clean(sentence: string): string {
  return sentence
    .replaceAll(/\s+/g, " ")
    .replace(/^(?:[-*•#]+|\[[0-9]+\])\s*/, "")
    .trim();
}

function rank(question: string, passages: readonly Passage[]): readonly Candidate[] {
  const passageStems = passages.map(({ title, text }) => new Set(stemsOf(`${title} ${text}`)));
  const weights = weightsOf(
    [...new Set(stemsOf(question))],
    passageStems,
    passages.every(({ place }) => place !== undefined),
  );
  const wantsNumber = /\bquant[oaie]\b|\bqual\S* .*(?:aliquot|import|percentual|limit|sogli)|\bcalcol/i.test(
    question,
  );
  const candidates = passages.flatMap(({ title, text, score }, passage) => {
    const titleStems = stemsOf(title);
    const whole = coverage(weights, passageStems[passage] ?? new Set());
    return splitSentences(text).map((sentence, position) => {
      const words = clean(sentence);
      const stems = stemsOf(words);
      // The title says what a sentence is about, but a sentence that adds no word of the question adds no answer.
      const own = coverage(weights, new Set(stems));
      const titled = coverage(weights, new Set([...stems, ...titleStems]));
      const number = wantsNumber && /[0-9]/.test(words) ? 0.1 : 0;
      return {
        passage,
        position,
        text: words,
        fits: own > 0 && titled >= leastCoverage,
        score: 0.7 * own + 0.3 * titled + 0.3 * whole + 0.2 * score + number,
      };
    });
  });
  return candidates
    .filter(({ fits, text, passage }) => fits && (text.length > 20 || passages[passage]?.place !== undefined))
    .toSorted((a, b) => b.score - a.score || a.passage - b.passage || a.position - b.position);
}

/** The best sentences, of few passages, each once. */
function choose(ranked: readonly Candidate[]): readonly Candidate[] {
  const chosen: Candidate[] = [];
  const passages = new Set<number>();
  for (const candidate of ranked) {
    if (chosen.length === mostSentences || candidate.score < (ranked[0]?.score ?? 0) * leastShareOfBest)
      break;
    if (!passages.has(candidate.passage) && passages.size === mostPassages) continue;
    if (chosen.some(({ text }) => text === candidate.text)) continue;
    passages.add(candidate.passage);
    chosen.push(candidate);
  }
  return chosen.toSorted((a, b) => a.passage - b.passage || a.position - b.position);
}

/** What to say of attachments when no part of them is near to the question: the first facts of each. */
function firstFacts(passages: readonly Passage[]): readonly Candidate[] {
  const placed = passages.flatMap(({ text, place }, passage) =>
    place === undefined ? [] : [{ passage, position: 0, text: clean(text), score: 0, place }],
  );
  const documents = [...Map.groupBy(placed, ({ place }) => place.document).values()];
  const share = Math.max(1, Math.floor(mostFirstFacts / Math.max(1, documents.length)));
  return documents.flatMap((own) => own.slice(0, share));
}

/** Passages that are answers in themselves, each as one piece. */
function wholeOnes(passages: readonly Passage[]): readonly Candidate[] {
  return passages.flatMap(({ text, complete = false }, passage) =>
    complete ? [{ passage, position: 0, text: clean(text), score: 1 }] : [],
  );
}

/** A passage of an attachment goes before one of the knowledge base: the question came with it. Numbers stay those of the whole list. */
function chooseFrom(question: string, passages: readonly Passage[]): readonly Candidate[] {
  const answers = wholeOnes(passages);
  if (answers.length > 0) return answers;
  const numbers = passages.flatMap(({ place }, index) => (place === undefined ? [] : [index]));
  const attached = numbers.flatMap((index) => passages[index] ?? []);
  const fromAttached = choose(rank(question, attached)).map((candidate) => ({
    ...candidate,
    passage: numbers[candidate.passage] ?? 0,
  }));
  if (fromAttached.length > 0) return fromAttached;
  return attached.length > 0 ? firstFacts(passages) : choose(rank(question, passages));
}

/**
 * An answer made of the passages that are answers in themselves, else of the sentences that are nearest to the question, each with the number of its passage
 * (from 1, in the order given), and a list of the sources cited. Says that it is extractive, and says so when nothing
 * fits. The same input gives the same answer.
 */
export function extractiveAnswer(question: string, passages: readonly Passage[]): string {
  const chosen = chooseFrom(question, passages);
  if (chosen.length === 0) return nothingFound;
  const statements = chosen.map(({ text, passage }) => `- ${text} [${passage + 1}]`);
  const cited = [...new Set(chosen.map(({ passage }) => passage))];
  const sources = cited.flatMap((at) => {
    const passage = passages[at];
    return passage === undefined ? [] : [`[${at + 1}] ${passage.title} (${passage.source})`];
  });
  return `${introduction}\n\n${statements.join("\n")}\n\nFonti:\n${sources.join("\n")}`;
}
