import { fold } from "../language/words.ts";
import { topicIn } from "./topic.ts";

/** Sectors that people name without the word `CCNL`. */
const sectors =
  /\b(?:metalmeccanic|commercio\b|terziario\b|edil[ei]\b|edilizia\b|turismo\b|pubblici esercizi|studi professionali)/;
/** `CCNL` or `contratto collettivo` with the name of one behind it. */
const named =
  /\b(?:ccnl|contratto collettivo(?: nazionale)?(?: di lavoro)?)\s+(?:(?:del|dei|della|delle|degli|per|il|la|i|gli|le)\s+)*(?!prevede|stabilisce|applica|nazionale|di\b|e\b|non\b|che\b)[a-z]{4,}/;

/**
 * The call of the agreements' tool that a question asks for, for a model that does not choose tools by itself: the question must
 * name both an agreement and something that agreements rule. Undefined otherwise.
 */
export function recognizeQuestion(question: string): Readonly<Record<string, unknown>> | undefined {
  const text = fold(question);
  if (topicIn(question) === undefined || !(sectors.test(text) || named.test(text))) return undefined;
  return { question: question.slice(0, 1000) };
}
