/**
 * Italian words without a subject of their own, folded. `non` and `senza` are not among them, since they turn a
 * question round, and neither are the words that ask (`quando`, `quanto`), see `questionWords`.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a ad al allo alla alle ai agli all anche ancora avere ha hai hanno ho abbiamo avete aveva
  c ce che ci cio con col coi cosi cui d da dal dallo dalla dalle dai dagli dall degli dei del dell della delle dello di
  e ed era essere sono sei siamo siete sia siano stato stata stati state erano fa fare faccio fanno facciamo
  gli i il in io l la le lei li lo loro lui ma me mi mia mie miei mio ne negli nei nel nell nella nelle nello noi nostra nostro
  nostri nostre o od oppure per pero piu po poi puo posso possiamo possono potere pure qua quei quegli quel quell quella quelle
  quello questa queste questi questo quest qui s se si sta sto su sua sue sui sul sull sulla sulle sullo sugli suo suoi
  te ti tra fra tu tua tue tuo tuoi tutta tutte tutti tutto un una uno va vanno andare viene vengono venire vi voi fatto fatta fatti fatte
  deve devo devono dobbiamo dovere bisogna vorrei voglio vuole vuol sapere so
  oggi attualmente caso
  grazie salve buongiorno ciao gentile gentilmente favore cortesia aiuto aiutarmi spiegami dimmi spiegare`.split(
    /\s+/u,
  ),
);

/** What a question asks for. Left out where subjects are searched, kept where two questions are compared. */
export const questionWords: ReadonlySet<string> = new Set(
  `come quando quanto quanta quanti quante quale quali qual chi cosa dove perche`.split(" "),
);
