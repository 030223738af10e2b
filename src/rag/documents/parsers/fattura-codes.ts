/** What a code of `TipoDocumento` stands for. */
export const documentKinds: ReadonlyMap<string, string> = new Map([
  ["TD01", "Fattura"],
  ["TD02", "Acconto su fattura"],
  ["TD03", "Acconto su parcella"],
  ["TD04", "Nota di credito"],
  ["TD05", "Nota di debito"],
  ["TD06", "Parcella"],
  ["TD07", "Fattura semplificata"],
  ["TD08", "Nota di credito semplificata"],
  ["TD09", "Nota di debito semplificata"],
  ["TD16", "Integrazione per inversione contabile interna"],
  ["TD17", "Integrazione o autofattura per servizi dall'estero"],
  ["TD18", "Integrazione per acquisti intracomunitari di beni"],
  ["TD19", "Integrazione o autofattura per beni da soggetti esteri"],
  ["TD20", "Autofattura per regolarizzazione in inversione contabile"],
  ["TD21", "Autofattura per splafonamento"],
  ["TD22", "Estrazione di beni da deposito IVA"],
  ["TD23", "Estrazione di beni da deposito IVA con versamento dell'imposta"],
  ["TD24", "Fattura differita (art. 21, c. 4, lett. a)"],
  ["TD25", "Fattura differita (art. 21, c. 4, lett. b)"],
  ["TD26", "Cessione di beni ammortizzabili e passaggi interni"],
  ["TD27", "Autoconsumo o cessioni gratuite senza rivalsa"],
  ["TD28", "Acquisti da San Marino con IVA (fattura cartacea)"],
  ["TD29", "Comunicazione di omessa o irregolare fatturazione"],
]);

/** Codes of `Natura` that need a sub-code on documents dated from 2021 on. */
export const retiredNature: ReadonlySet<string> = new Set(["N2", "N3", "N6"]);
