import { fold } from "../language/words.ts";

/** What one may ask about an agreement, with the words by which a question asks for it. The first that fits is meant. */
const words = {
  notice: /\bpreavvis/,
  trial: /\b(?:periodo|patto|mesi|giorni) di prova\b|\bin prova\b/,
  "seniority-steps": /\bscatt[io]\b|\baument\S+ periodic/,
  overtime: /\bstraordinari/,
  permits: /\bpermess[io]\b|\brols?\b|\bex festivit|\briduzione (?:dell'? ?)?orario/,
  leave: /\bferie\b/,
  "monthly-pays": /\btredicesim|\bquattordicesim|\bmensilit/,
  hours: /\borario\b|\bore (?:settimanal|di lavoro|a settimana)|\bdivisore\b/,
  pay: /\bminim[io]\b|\bpaga\b|\bstipendi|\bretribuzion|\bguadagn|\bprend[eo]\b|\ball'ora\b/,
} as const;

export type Topic = keyof typeof words;
export const topics: readonly [Topic, ...Topic[]] = [
  "notice",
  "trial",
  "seniority-steps",
  "overtime",
  "permits",
  "leave",
  "monthly-pays",
  "hours",
  "pay",
];

/** What a question asks about an agreement, if anything. */
export function topicIn(question: string): Topic | undefined {
  const text = fold(question).replaceAll("’", "'");
  return topics.find((topic) => words[topic].test(text));
}

export const topicNames: Readonly<Record<Topic, string>> = {
  notice: "preavviso",
  trial: "periodo di prova",
  "seniority-steps": "scatti di anzianità",
  overtime: "lavoro straordinario",
  permits: "permessi retribuiti",
  leave: "ferie",
  "monthly-pays": "mensilità",
  hours: "orario di lavoro",
  pay: "retribuzione minima",
};
