import { inverseFrequency } from "../embeddings/word-frequencies.ts";
import { stemsOf } from "../language/stems.ts";
import { questionWords } from "../language/stop-words.ts";
import type { Thesaurus } from "../language/thesaurus.ts";
import { kindsOf, type QuestionKind } from "./question-kind.ts";

/** A question made ready to be compared with others. */
export interface ComparableQuestion {
  /** Its stems and thesaurus tokens, each once. */
  readonly terms: ReadonlySet<string>;
  readonly kinds: ReadonlySet<QuestionKind>;
  readonly negated: boolean;
}

/** Weighs a term, 0 or more. */
export type TermWeight = (term: string) => number;

const negations: ReadonlySet<string> = new Set(
  ["non", "senza", "mai", "ne"].flatMap((word) => stemsOf(word, "questions")),
);
const questionStems: ReadonlySet<string> = new Set(
  [...questionWords].flatMap((word) => stemsOf(word, "questions")),
);

/** The words that ask weigh less than the subject: whether they fit is looked at on its own. */
const questionShare = 0.4;

/** For two questions of opposite sense, or that ask for different things. Keeps even equal words below any sensible threshold. */
const contrary = 0.85;

function share<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}

/** `others`: further ways to ask the same, whose kind a wording without one of its own takes over. */
export function comparable(
  question: string,
  thesaurus: Thesaurus,
  others: readonly string[] = [],
): ComparableQuestion {
  const terms = new Set(thesaurus.canonical(stemsOf(question, "questions")));
  const own = kindsOf(question);
  return { terms, kinds: own.size > 0 ? own : kindsOf(others.join(" ")), negated: share(terms, negations) };
}

/**
 * Weights from the known phrasings: the inverse of how many of them hold the term. One that none of them holds weighs most,
 * so a question about something else is never taken for a known one because of the words around it.
 */
export function termWeights(phrasings: readonly ComparableQuestion[]): TermWeight {
  const counts = new Map<string, number>();
  for (const { terms } of phrasings) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term) =>
    inverseFrequency(phrasings.length, counts.get(term) ?? 0) * (questionStems.has(term) ? questionShare : 1);
}

/**
 * How alike two questions are, 0 to 1, by their words alone: the square root of the cosine of their weighted term sets.
 *
 *     cosine = S / √(A · B)      S, A, B: sums of weight² over the shared terms, the terms of one, the terms of the other
 *     likeness = √cosine · (0.85 if only one is negated or they ask for different things)
 *
 * The cosine is the geometric mean of the shares of each question that the other one holds. The root only stretches the
 * scale: 0.90 lies at a cosine of 0.81, and the evaluation set has no question at or near it that should not be there.
 */
export function likeness(a: ComparableQuestion, b: ComparableQuestion, weight: TermWeight): number {
  let shared = 0;
  let left = 0;
  let right = 0;
  for (const term of a.terms) {
    const square = weight(term) ** 2;
    left += square;
    if (b.terms.has(term)) shared += square;
  }
  for (const term of b.terms) right += weight(term) ** 2;
  if (shared === 0) return 0;
  const differ =
    a.negated !== b.negated || (a.kinds.size > 0 && b.kinds.size > 0 && !share(a.kinds, b.kinds));
  return Math.sqrt(shared / Math.sqrt(left * right)) * (differ ? contrary : 1);
}
