import { fold } from "../language/words.ts";

/** What one may ask about an agreement, with the words by which a question asks for it. The first that fits is meant. */
const words = {
  notice:
    /\bpreavvis|\b(?:quanto|quanti giorni|quante settimane|quanti mesi)(?: tempo)? prima (?:devo|dovrei|bisogna|va|mi devono|devono|deve|posso|si deve)\b|\bcon quanto anticipo\b|\b(?:mi (?:licenzio|dimetto)|do le dimissioni|mi licenziano)\b.*\b(?:quanto|quanti|quante|fino a quando)\b/,
  trial:
    /\b(?:periodo|patto|mesi|giorni|settimane|durata) (?:di|della) prova\b|\bin prova\b|\bdura la prova\b|\bprova (?:dura|di \d)/,
  "seniority-steps":
    /\bscatt[io]\b(?! (?:foto|fotografic))|\baument\S+ (?:periodic|(?:di|per|per l'|dovut\S+ all')\s?anzianita)|\bogni quant[io] anni .*\baument/,
  overtime: /\bstraordinari/,
  permits: /\bpermess[io]\b|\brols?\b|\bex festivit|\briduzione (?:dell'? ?)?orario/,
  leave: /\bferie\b|\bgiorni di vacanza\b/,
  "monthly-pays":
    /\btredicesim|\bquattordicesim|\b1[34](?:esim|ma\b|a\b|ª|\^)|\bmensilit|\bgratifica natalizia\b/,
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
