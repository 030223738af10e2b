import type { DocumentType } from "./types.ts";

/** Words that tell a type, folded, with their weight. Such that 3 together leave no doubt. */
export const documentMarks: readonly {
  readonly type: DocumentType;
  readonly marks: readonly (readonly [words: string, weight: number])[];
}[] = [
  {
    type: "F24",
    marks: [
      ["modello f24", 1.5],
      ["mod. f24", 1.5],
      ["modello di pagamento unificato", 1.5],
      ["delega irrevocabile", 1.2],
      ["sezione erario", 1.2],
      ["codice tributo", 0.8],
      ["sezione inps", 0.8],
      ["imu e altri tributi locali", 0.8],
      ["importi a debito versati", 0.8],
      ["importi a credito compensati", 0.8],
      ["saldo finale", 0.6],
      ["estremi del versamento", 0.6],
      ["rateazione", 0.3],
      ["anno di riferimento", 0.3],
    ],
  },
  {
    type: "Contratto",
    marks: [
      ["contratto di lavoro", 1.5],
      ["contratto individuale", 1.2],
      ["lettera di assunzione", 1.5],
      ["contratto di locazione", 1.5],
      ["contratto di appalto", 1.5],
      ["contratto di collaborazione", 1.5],
      ["contratto di prestazione", 1.5],
      ["periodo di prova", 0.8],
      ["livello di inquadramento", 0.8],
      ["inquadramento", 0.4],
      ["tra le parti", 0.5],
      ["le parti convengono", 0.8],
      ["si conviene e si stipula", 1],
      ["datore di lavoro", 0.5],
      ["decorrenza", 0.3],
      ["preavviso", 0.3],
      ["a tempo indeterminato", 0.5],
      ["a tempo determinato", 0.5],
    ],
  },
  {
    type: "Busta paga",
    marks: [
      ["busta paga", 1.5],
      ["cedolino", 1.5],
      ["libro unico del lavoro", 1.2],
      ["prospetto paga", 1.5],
      ["netto in busta", 1.2],
      ["netto del mese", 1.2],
      ["totale competenze", 1],
      ["totale trattenute", 1],
      ["retribuzione lorda", 0.6],
      ["imponibile previdenziale", 0.6],
      ["imponibile inps", 0.6],
      ["imponibile fiscale", 0.5],
      ["contributi inps", 0.5],
      ["ore ordinarie", 0.5],
      ["ferie residue", 0.5],
      ["matricola", 0.4],
      ["addizionale regionale", 0.4],
      ["tfr", 0.3],
    ],
  },
];
