import { describe, expect, it } from "vitest";

import { describeLookup } from "../../../src/rag/ccnl/describe-lookup.ts";
import { lookUp } from "../../../src/rag/ccnl/lookup.ts";
import type { CcnlArguments } from "../../../src/rag/ccnl/request.ts";
import { agreements, lookupOf, today } from "./sample.ts";

const ask = (question: string) => lookupOf({ question });
const reason = (args: CcnlArguments, on = today) => {
  const found = lookUp(args, agreements, on);
  return found.kind === "unknown" ? found.reason : "";
};
const answer = (args: CcnlArguments) => describeLookup(lookupOf(args)).content;

describe("lookUp", () => {
  it("finds agreement, level, topic and service in a question", () => {
    const lookup = ask("Quanti giorni di preavviso per un quarto livello commercio con 6 anni di anzianità?");
    expect(lookup).toMatchObject({
      agreement: { id: "commercio" },
      level: { id: "4" },
      topic: "notice",
      service: { months: 72, days: 0 },
      isDated: false,
    });
  });

  it.each([
    ["preavviso 4° livello commercio", "4"],
    ["preavviso livello 4 commercio", "4"],
    ["preavviso IV livello commercio", "4"],
    ["preavviso liv. 4 del commercio", "4"],
    ["preavviso quadri commercio", "Q"],
    ["preavviso terzo livello super studi professionali", "3S"],
    ["preavviso terzo super studi professionali", "3S"],
    ["preavviso livello 3S studi professionali", "3S"],
    ["preavviso metalmeccanici livello C3", "C3"],
    ["preavviso metalmeccanici C3", "C3"],
    ["preavviso metalmeccanici quinta categoria super", "B1"],
    ["preavviso edilizia operaio specializzato", "3"],
    ["preavviso commercio dopo 4 anni", undefined],
  ])("reads the level in %j", (question, level) => {
    expect(ask(question).level?.id).toBe(level);
  });

  it.each([
    ["con 18 mesi di servizio", { months: 18, days: 0 }],
    ["con sei anni e 2 mesi di anzianità", { months: 74, days: 0 }],
    ["dopo oltre 5 anni di lavoro", { months: 60, days: 1 }],
    ["assunto a 30 anni, con 4 anni di anzianità", { months: 48, days: 0 }],
    ["senza dire da quando", undefined],
  ])("reads the service in %j", (words, service) => {
    expect(ask(`preavviso livello 4 commercio ${words}`).service).toEqual(service);
  });

  it("puts what the call names before what the question says", () => {
    const args = { question: "preavviso 4° livello commercio", agreement: "turismo", level: "6S" };
    expect(lookupOf(args)).toMatchObject({ agreement: { id: "turismo" }, level: { id: "6S" } });
  });

  it("offers the nearest name for an agreement or a level that it does not know", () => {
    expect(reason({ agreement: "metalmecanici" })).toMatch(
      /«metalmecanici».*CCNL Metalmeccanici industria\?/,
    );
    expect(reason({ agreement: "bancari" })).toMatch(/Conosco: .*CCNL Commercio/);
    expect(reason({ question: "Quanto preavviso?" })).toContain("non nomina");
    expect(reason({ agreement: "commercio", level: "quadr" })).toContain("Si intende Quadri?");
    expect(reason({ agreement: "commercio", level: "42" })).toContain("quarto livello");
  });
});

describe("what an agreement says", () => {
  it("answers a question on notice for both who may give it, with source and validity", () => {
    const { content, passages } = describeLookup(
      ask("preavviso quarto livello commercio, 6 anni di anzianità"),
    );
    expect(content).toContain("licenziamento con 6 anni di anzianità: 30 giorni di calendario");
    expect(content).toContain("dimissioni con 6 anni di anzianità: 20 giorni di calendario");
    expect(passages).toEqual([
      expect.objectContaining({
        title: "CCNL Commercio, quarto livello: preavviso",
        source: expect.stringMatching(/30 luglio 2019.*dal 1 aprile 2024 al 31 marzo 2027/),
        complete: true,
      }),
    ]);
  });

  it("lists all bands when the service is not known, and one party when it is named", () => {
    const content = answer({ question: "preavviso di dimissioni, livello 4 del commercio" });
    expect(content).toContain("15 giorni di calendario fino a 5 anni");
    expect(content).toContain("30 giorni di calendario oltre 10 anni");
    expect(content).not.toContain("licenziamento");
  });

  it("says that a day asked for lies outside what it knows, and gives no value for it", () => {
    const notice = answer({ agreement: "commercio", level: "4", topic: "notice", date: "2030-01-01" });
    expect(notice).toContain("non coprono il 1 gennaio 2030");
    expect(notice).not.toContain("30 giorni");
    const pay = answer({ agreement: "studi professionali", level: "3", topic: "pay", date: "2026-12-15" });
    expect(pay).toContain("copre il 15 dicembre 2026");
    expect(pay).not.toContain("Retribuzione minima");
  });

  it("says for today when the last pay table ended, and what it said", () => {
    const found = lookUp(
      { agreement: "studi professionali", level: "3", topic: "pay" },
      agreements,
      "2026-12-15",
    );
    const content = found.kind === "found" ? describeLookup(found.lookup).content : "";
    expect(content).toMatch(
      /L'ultima tabella dei minimi che conosco è finita il 30 novembre 2026; diceva: Retribuzione minima mensile del terzo livello: [\d.]+,\d\d €/,
    );
  });

  it.each([
    ["2026-05-31", "2.158,26 €"],
    ["2026-06-01", "2.211,43 €"],
    ["2027-06-01", "2.271,01 €"],
    ["2028-06-30", "2.335,88 €"],
  ])("gives metalworkers on %s the pay of their renewal", (date, amount) => {
    expect(answer({ agreement: "metalmeccanici", level: "C3", topic: "pay", date })).toContain(amount);
  });

  it("counts the seniority steps of a service, up to the most there are", () => {
    const steps = (service: string) =>
      answer({ question: `scatti di anzianità livello C3 metalmeccanici ${service}` });
    expect(steps("con 7 anni di anzianità")).toContain(
      "Con 7 anni di anzianità: 3 scatti, in tutto 88,92 € al mese.",
    );
    expect(steps("con 30 anni di anzianità")).toContain("5 scatti, in tutto 148,20 €");
    expect(steps("con 6 mesi di anzianità")).toContain("0 scatti.");
    expect(steps("")).not.toContain("in tutto");
  });

  it("adds up the parts of the minimum pay", () => {
    expect(answer({ agreement: "commercio", level: "7", topic: "pay" })).toContain(
      "1.395,89 € (paga base 873,22 € + indennità di contingenza 517,51 € + altri elementi 5,16 €)",
    );
  });

  it("says so where it knows nothing on a topic", () => {
    const found = describeLookup(lookupOf({ agreement: "studi professionali", level: "2", topic: "trial" }));
    expect(found).toMatchObject({ ok: false, passages: [] });
    expect(found.content).toContain("nulla su periodo di prova");
  });

  it("tells all there is of a level when nothing more is asked", () => {
    expect(describeLookup(lookupOf({ agreement: "turismo", level: "4" })).count).toBe(8);
  });

  it.each(agreements.map(({ id }) => id))(
    "has something to say on every topic of `%s`, at every level but trial",
    (id) => {
      const agreement = agreements.find((one) => one.id === id);
      for (const level of agreement?.levels ?? []) {
        for (const topic of [
          "notice",
          "seniority-steps",
          "overtime",
          "permits",
          "leave",
          "monthly-pays",
          "hours",
          "pay",
        ] as const) {
          expect(describeLookup(lookupOf({ agreement: id, level: level.id, topic })).content, topic).toMatch(
            /\d/,
          );
        }
      }
    },
  );
});
