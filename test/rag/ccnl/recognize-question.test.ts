import { describe, expect, it } from "vitest";

import { recognizeQuestion } from "#rag/ccnl/recognize-question.ts";
import { ccnlArguments } from "#rag/ccnl/request.ts";
import { topicIn } from "#rag/ccnl/topic.ts";

describe("recognizeQuestion takes for a question on agreements", () => {
  it.each([
    ["notice", "Quanti giorni di preavviso per un quarto livello commercio con 6 anni di anzianità?"],
    ["notice", "Lavoro nel commercio al quarto livello: quanto tempo prima devo dare le dimissioni?"],
    ["notice", "Sono un metalmeccanico C3, con quanto anticipo devo avvisare l'azienda se me ne vado?"],
    ["notice", "Se mi licenzio dal mio posto nel turismo, quanti giorni devo ancora lavorare?"],
    ["trial", "Periodo di prova nel contratto collettivo dei bancari"],
    ["trial", "Quanto dura la prova per un terzo livello del commercio?"],
    ["trial", "Per quanti mesi si resta in prova nel CCNL Metalmeccanici?"],
    ["leave", "Quanti giorni di ferie ho all'anno con il contratto del turismo?"],
    ["monthly-pays", "Nel commercio è prevista la 14esima?"],
    ["monthly-pays", "Quando matura la tredicesima nell'edilizia?"],
    ["seniority-steps", "Ogni quanti anni c'è un aumento di stipendio nel CCNL Metalmeccanici?"],
    ["seniority-steps", "Quanto vale uno scatto di anzianità al quinto livello commercio?"],
    ["seniority-steps", "C'è un aumento per anzianità negli studi professionali?"],
    ["permits", "Quante ore di ROL prevede il CCNL Metalmeccanici?"],
    ["pay", "Qual è lo stipendio minimo di un terzo livello negli studi professionali?"],
  ])("a question on %s: %j", (topic, question) => {
    expect(recognizeQuestion(question)).toEqual({ question });
    expect(topicIn(question)).toBe(topic);
  });
});

describe("recognizeQuestion leaves alone", () => {
  it.each([
    "Quanti giorni di preavviso ci vogliono?",
    "Che cosa prevede il contratto collettivo sul preavviso?",
    "Quali sono le aliquote IVA del commercio al dettaglio?",
    "Come si calcola il TFR?",
    "Chi paga l'imposta di bollo sulle fatture?",
    "Quanto prima devo inviare l'F24?",
    "Entro quanti giorni va emessa la fattura nel commercio elettronico?",
    "Serve un permesso di costruire per un lavoro edile?",
    "Con quanto preavviso recede un agente di commercio?",
    "Qual è il capitale minimo di una società del commercio?",
    "Quanto costa la liquidazione IVA del commercio?",
    "Come funziona il periodo di prova di un software?",
    "Quanto si paga di diritti alla camera di commercio?",
    "Quale orario di apertura ha un pubblico esercizio?",
    "Che tempo fa domani?",
    "Chi ha diritto alla tredicesima?",
    "Come si tassa il TFR di 20.000 euro?",
    "Quanto dura la naspi?",
  ])("%j", (question) => {
    expect(recognizeQuestion(question)).toBeUndefined();
  });
});

describe("recognizeQuestion finds the calculation that is spelled out in", () => {
  it.each([
    ["la paga oraria lorda del livello 4 del commercio", { kind: "hourly-pay" }],
    [
      "un’ora di straordinario notturno nel commercio, livello 4",
      { kind: "overtime", hours: "1", when: "night" },
    ],
    [
      "12,5 ore di straordinario nel commercio, livello 4",
      { kind: "overtime", hours: "12.5", when: "weekday" },
    ],
    ["2 ore di straordinario festivo nel turismo", { kind: "overtime", hours: "2", when: "holiday" }],
    ["quante ore di straordinario si fanno nel turismo", undefined],
    ["Quante ferie ho maturato nel commercio?", { kind: "leave" }],
    [
      "Quante ferie ho maturato al 30 giugno 2026 nel CCNL Metalmeccanici, se sono stata assunta il 1 marzo 2026?",
      { kind: "leave", hired_on: "2026-03-01", until: "2026-06-30" },
    ],
    ["Quante ferie spettano nel commercio?", undefined],
    [
      "Quanto prendo di tredicesima nel commercio con 1.800 euro al mese, assunto dal 1° aprile 2026?",
      { kind: "thirteenth", monthly_pay: "1800.00", hired_on: "2026-04-01" },
    ],
    ["Quanto è la 14esima del 2026 per un quarto livello del commercio?", { kind: "fourteenth", year: 2026 }],
    ["Quanto è la tredicesima nel commercio?", undefined],
    [
      "Mi dimetto il 10 marzo 2026, quarto livello commercio, 6 anni di anzianità: quanti giorni di preavviso?",
      { kind: "notice", given_on: "2026-03-10", party: "resignation" },
    ],
    [
      "Sono stato licenziato il 2 marzo 2026, metalmeccanico C3 con 4 anni di servizio: quanto preavviso mi spetta?",
      { kind: "notice", given_on: "2026-03-02", party: "dismissal" },
    ],
    [
      "Quanto TFR maturo in un anno con una retribuzione annua di 24.000 euro?",
      { kind: "tfr", annual_pay: "24000.00", previous_fund: "0", inflation: "0", months: 12 },
    ],
    [
      "Calcola la liquidazione: RAL 30.000 euro, con 12.500 euro già accantonati",
      { kind: "tfr", annual_pay: "30000.00", previous_fund: "12500.00", inflation: "0", months: 12 },
    ],
  ])("%j", (question, calculation) => {
    const found = recognizeQuestion(question);
    expect(found?.["calculation"]).toEqual(calculation);
    expect(ccnlArguments.safeParse(found)).toMatchObject({ success: true });
  });
});
