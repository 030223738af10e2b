import type { Action, Domain } from "./types.ts";

/** Terms by how much they say: 3 names the field by itself, 2 belongs to it, 1 often goes with it. */
export interface WeightedTerms {
  readonly 3?: string;
  readonly 2?: string;
  readonly 1?: string;
}

/** Terms of each field, separated by commas; inflected forms share a stem with the form given here. */
export const domainTerms: Readonly<Record<Domain, WeightedTerms>> = {
  tax: {
    3: "iva, emettere fattura, aprire partita iva, aprire una partita iva, irpef, ires, irap, imu, tari, cedolare secca, regime forfettario, forfettario, aliquota, detrazione, detrarre, deduzione, dedurre, imposta, tributo, f24, ravvedimento, agenzia delle entrate, dichiarazione dei redditi, modello 730, modello redditi, acconto, ritenuta, evasione, plusvalenza, reverse charge, split payment, intrastat, lipe, isee, superbonus, bonus edilizio, imposta di bollo, accertamento, cartella esattoriale",
    2: "fattura, fatturazione elettronica, partita iva, tassa, tassazione, fiscale, fisco, tasse, scontrino, corrispettivi, esenzione, esente, rimborso, credito d'imposta, codice tributo, contribuente, reddito, forfettari, sostitutiva, successione, donazione, sanzione tributaria",
    1: "versamento, scadenza, saldo, spese mediche, scaglione, addebito, nota di credito, autofattura",
  },
  labor: {
    3: "licenziamento, ccnl, tfr, busta paga, contratto di lavoro, dipendente, lavoratore, ferie, permessi, maternità, paternità, congedo, malattia, infortunio, tredicesima, quattordicesima, apprendistato, straordinario, naspi, cassa integrazione, dimissioni, preavviso, periodo di prova, assunzione, smart working, tirocinio, sindacato, inail, trattamento di fine rapporto, rol, part time, tempo determinato, contratto a tempo determinato, contratto a termine, legge 104",
    2: "stipendio, retribuzione, assumere, licenziare, datore di lavoro, inps, contributi, contratto collettivo, livello, orario di lavoro, lavoro, turno, festività, colf, badante, mansione, scatto di anzianità, somministrazione, lul, cedolino, buonuscita, anzianità",
    1: "azienda, personale, operaio, impiegato, notte, straordinari, settimana, festivo",
  },
  accounting: {
    3: "bilancio, contabilità, partita doppia, ammortamento, stato patrimoniale, conto economico, nota integrativa, libro giornale, registro iva, rateo, risconto, prima nota, piano dei conti, scritture contabili, oic, inventario, magazzino, cespite, libro cespiti, scrittura di assestamento, chiusura dei conti",
    2: "registrazione contabile, contabile, registrare, contabilizzare, attivo, passivo, immobilizzazione, fondo rischi, riserva, utile, perdita, patrimonio netto, esercizio, costo, ricavo, dare e avere",
    1: "fornitore, cliente, debito, credito, cassa, banca",
  },
  business: {
    3: "aprire un'attività, aprire una società, costituzione società, startup, start up, business plan, finanziamento, piano industriale, fusione, scissione, conferimento, capitale sociale, camera di commercio, registro imprese, scia, holding, franchising, bando, invitalia",
    2: "impresa, srl, spa, snc, sas, srls, ditta individuale, azienda, imprenditore, socio, amministratore, investimento, investitore, quota, atto costitutivo, statuto, ateco, mercato, crescita, codice ateco",
    1: "società, attività, aprire, avviare, costi, ricavi, cliente, sede, convenienza",
  },
  legal: {
    3: "codice civile, tribunale, ricorso, causa, sentenza, avvocato, giudice, responsabilità civile, risarcimento, clausola, inadempimento, diffida, decreto ingiuntivo, prescrizione, usucapione, locazione, recesso, risoluzione del contratto, privacy, gdpr, procura, mediazione, arbitrato, pignoramento, commissione tributaria, cassazione, eredità, testamento, divorzio",
    2: "contratto, norma, articolo, decreto, legale, diritto, obbligo, obbligazione, caparra, fideiussione, garanzia, danno, notaio, condominio, affitto, debitore, creditore, proprietà, illecito, nullità, penale",
    1: "legge, firma, accordo, parte, comma, regolamento, validità",
  },
};

export const actionTerms: Readonly<Record<Action, WeightedTerms>> = {
  information_request: {
    3: "che cos'è, cosa significa, cosa prevede, come funziona, qual è, quali sono, chi deve, quando scade, a quanto ammonta, in cosa consiste",
    2: "spiegami, informazioni, sapere, quando, quale, quali, cosa, chi, dove, perché, quanto dura, significa, differenza, definizione",
    1: "come, quanto, quanti, esiste, dimmi",
  },
  calculation_request: {
    3: "calcola, calcolare, calcolo, quanto devo pagare, quanto pago, quanto spetta, conteggio, simulazione, ricalcola",
    2: "quanto, importo, totale, somma, lordo, netto, percentuale, stima, ammonta, maturato, maturano, costerebbe",
    1: "euro, mensile, annuo, rata, differenza",
  },
  document_analysis: {
    3: "analizza, analizzare, esamina, allegato, documento allegato, leggi il documento, verifica questo documento, estrai, riassumi",
    2: "documento, fattura allegata, contratto allegato, busta paga allegata, controlla il documento, file, pdf, cedolino allegato, interpreta",
    1: "controlla, guarda, questa fattura, questo contratto",
  },
  compliance_check: {
    3: "sono in regola, è obbligatorio, conforme, conformità, adempimento, adempimenti, rischio sanzioni, sanzione, è legale, è lecito, è consentito, rispettare la normativa",
    2: "obbligo, obblighi, obbligatorio, obbligato, requisito, requisiti, verifica, verificare, vietato, devo comunicare, scadenze, controllo, regola, posso",
    1: "devo, bisogna, limite, entro",
  },
  document_generation: {
    3: "scrivi, redigi, redigere, prepara una lettera, genera, modello di lettera, bozza, fac simile, facsimile, compila, predisponi",
    2: "lettera, scrivere, preparare, template, modulo, testo, email, comunicazione da inviare, verbale",
    1: "prepara, invia, formula",
  },
  strategic_advice: {
    3: "conviene, mi conviene, consiglio, consigli, strategia, meglio, ottimizzare, ottimizzazione fiscale, pianificazione, cosa mi consigli, valutare",
    2: "vantaggi, svantaggi, alternativa, scelta, scegliere, confronto, convenienza, risparmiare, suggerisci, suggerimento, opportunità",
    1: "preferibile, oppure, vantaggioso, pro e contro",
  },
};
