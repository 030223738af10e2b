import { fold } from "../language/words.ts";
import { calculationIn, tfrIn } from "./recognize-calculation.ts";
import { topicIn } from "./topic.ts";

/** Sectors that people name without the word `CCNL`. */
const sectors =
  /\b(?:metalmeccanic|commercio\b|terziario\b|edil[ei]\b|edilizia\b|turismo\b|ristorazione\b|pubblic[io] eserciz|stud[io]o? professional)/;
/** `CCNL` or `contratto collettivo` with the name of one behind it. */
const named =
  /\b(?:ccnl|contratto collettivo(?: nazionale)?(?: di lavoro)?)\s+(?:(?:del|dei|della|delle|degli|per|il|la|i|gli|le)\s+)*(?!prevede|stabilisce|applica|nazionale|di\b|e\b|non\b|che\b)[a-z]{4,}/;

/** Questions about the same trades that no labour agreement answers: taxes, companies, permits of public bodies. */
const elsewhere =
  /\biva\b|\bfattur|\bcapitale\b|\bricavi\b|\bforfettari|\bcamera di commercio\b|\bagent[ei] di commercio\b|\bcommercio (?:elettronico|online|ambulante)|\be-commerce\b|\bpermess\S* (?:di costruire|ediliz)|\b(?:bonus|lavori|titolo|abuso|abusi|condono) ediliz?|\bapertura\b|\baprire\b|\bmarchio\b/;

/**
 * The call of the agreements' tool that a question asks for, for a model that does not choose tools by itself: the question must
 * name both an agreement and something that agreements rule, or give the pay that a year's TFR is reckoned from. Undefined
 * otherwise.
 */
export function recognizeQuestion(question: string): Readonly<Record<string, unknown>> | undefined {
  const text = fold(question).replaceAll("’", "'");
  const asked = question.slice(0, 1000);
  const accrual = tfrIn(question, text);
  if (accrual !== undefined) return { question: asked, calculation: accrual };
  const isNamed = sectors.test(text) || named.test(text);
  if (topicIn(question) === undefined || !isNamed || elsewhere.test(text)) return undefined;
  const calculation = calculationIn(question, text);
  return { question: asked, ...(calculation === undefined ? {} : { calculation }) };
}
