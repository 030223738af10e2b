import { splitWords } from "../language/words.ts";

/** What a question wants to know. A question may name several (`entro quanti giorni`) or none (`Calcolo del TFR`). */
export type QuestionKind = "time" | "quantity" | "manner" | "person" | "place" | "reason";

const kindOfWord = new Map<string, QuestionKind>(
  (
    [
      ["time", "quando entro scadenza scadenze scade scadono data date termine termini"],
      [
        "quantity",
        "quanto quanta quanti quante aliquota aliquote percentuale percentuali ammonta importo importi costo costa",
      ],
      ["manner", "come procedura modo funziona"],
      ["person", "chi"],
      ["place", "dove"],
      ["reason", "perche"],
    ] as const
  ).flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind] as const)),
);

/** The kinds that a question names. Two questions with kinds, but none in common, ask for different things. */
export function kindsOf(question: string): ReadonlySet<QuestionKind> {
  return new Set(splitWords(question).flatMap((word) => kindOfWord.get(word) ?? []));
}
