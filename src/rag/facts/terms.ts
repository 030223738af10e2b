import { wholeWords, withBlanks, type FactKind } from "./fact-kind.ts";

/** A kind of fact that is one of some terms, each with the ways to write it. */
function termsKind(terms: Readonly<Record<string, string>>): FactKind {
  const entries = Object.entries(terms).map(
    ([name, source]) => [name, new RegExp(`^(?:${withBlanks(source)})$`, "iu")] as const,
  );
  return {
    patterns: [wholeWords(Object.values(terms).join("|"))],
    canonical: (text) => entries.find(([, pattern]) => pattern.test(text))?.[0],
  };
}

/** Forms in which a business or a body exists. */
export const entity = termsKind({
  SRLS: String.raw`s\.?r\.?l\.?s\.?|s\.?r\.?l\.? semplificata`,
  SRL: String.raw`s\.? ?r\.? ?l\.?|società a responsabilità limitata`,
  SPA: String.raw`s\.? ?p\.? ?a\.?|società per azioni`,
  SAPA: String.raw`s\.?a\.?p\.?a\.?`,
  SNC: String.raw`s\.? ?n\.? ?c\.?|società in nome collettivo`,
  SAS: String.raw`s\.? ?a\.? ?s\.?|società in accomandita semplice`,
  SS: String.raw`società semplic[ei]`,
  "DITTA INDIVIDUALE": "ditt[ae] individual[ei]|impres[ae] individual[ei]",
  COOPERATIVA: "società cooperativ[ae]|cooperativ[ae]|coop",
  ASSOCIAZIONE: "associazion[ei]",
  ASD: String.raw`a\.?s\.?d\.?`,
  ETS: String.raw`e\.?t\.?s\.?|ent[ei] del terzo settore`,
  CONDOMINIO: "condomini[o]?",
  "START-UP": "start[- ]?up(?: innovativ[ae])?",
});

/** What people are by trade or by position. */
export const profession = termsKind({
  COMMERCIALISTA: "commercialist[aie]",
  AVVOCATO: "avvocat[oaie]",
  NOTAIO: "nota(?:io|i|ia)",
  INGEGNERE: "ingegner[ei]",
  ARCHITETTO: "architett[oaie]",
  GEOMETRA: "geometr[ai]",
  MEDICO: "medic[oai]|medici",
  PSICOLOGO: "psicolog[oai]|psicologhe|psicologi",
  INFERMIERE: "infermier[eai]",
  "CONSULENTE DEL LAVORO": "consulent[ei] del lavoro",
  CONSULENTE: "consulent[ei]",
  PROGRAMMATORE: "programmator[ei]|sviluppator[ei](?: software)?",
  ARTIGIANO: "artigian[oaie]",
  COMMERCIANTE: "commerciant[ei]",
  "AGENTE DI COMMERCIO": "agent[ei] di commercio|rappresentant[ei] di commercio",
  "LIBERO PROFESSIONISTA": "liber[oaie] professionist[aie]",
  FREELANCE: "freelance",
  DIPENDENTE: "dipendent[ei]",
  DIRIGENTE: "dirigent[ei]",
  OPERAIO: "opera(?:io|i|ia|ie)",
  APPRENDISTA: "apprendist[aie]",
  PENSIONATO: "pensionat[oaie]",
  COLF: "colf|badant[ei]|collaborator[ei] domestic[oi]|collaboratric[ei] domestic[ae]",
  AMMINISTRATORE: "amministrator[ei]|amministratric[ei]",
  SOCIO: "soc(?:io|i|ia|ie)",
  AGRICOLTORE: "agricoltor[ei]|imprenditor[ei] agricol[oi]",
  INSEGNANTE: "insegnant[ei]|docent[ei]",
});

const sameName = (names: string): Record<string, string> =>
  Object.fromEntries(names.split(", ").map((name) => [name.toUpperCase(), name]));

/** Regions and larger cities of Italy, and where a rule of tax makes a difference abroad. */
export const place = termsKind({
  ...sameName(
    "italia, abruzzo, basilicata, calabria, campania, emilia-romagna, friuli venezia giulia, lazio, liguria, lombardia, marche, molise, piemonte, puglia, sardegna, sicilia, toscana, trentino-alto adige, umbria, valle d'aosta, veneto",
  ),
  ...sameName(
    "roma, milano, torino, napoli, palermo, genova, bologna, firenze, bari, catania, venezia, verona, messina, padova, trieste, brescia, parma, modena, prato, reggio calabria, reggio emilia, perugia, ravenna, livorno, cagliari, foggia, rimini, salerno, ferrara, sassari, siracusa, pescara, bergamo, trento, bolzano, forlì, vicenza, terni, novara, piacenza, ancona, arezzo, udine, cesena, lecce, pisa, como, varese, aosta, campobasso, catanzaro, potenza",
  ),
  UE: String.raw`u\.?e\.?|unione europea|intra-?ue|intracomunitari[aoe]`,
  "EXTRA-UE": "extra[- ]?(?:ue|cee|unione europea)",
  "SAN MARINO": "san marino",
  SVIZZERA: "svizzera",
  ESTERO: "estero",
});
