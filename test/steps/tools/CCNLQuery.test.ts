import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import CCNLQuery from "../../../steps/tools/CCNLQuery.ts";
import { commercio } from "../support/agreements.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { toolCall } from "../support/tool-calls.ts";

const query = (id: string, args: Record<string, unknown>) => toolCall(id, "ccnl_query", args);
const ask = async (...tool_calls: readonly ReturnType<typeof toolCall>[]) => {
  const { stores, clock } = await memoryStores({ agreements: [commercio] });
  return project.runStep(CCNLQuery, { state: { tool_calls: [...tool_calls] }, stores, clock });
};

describe("CCNLQuery", () => {
  it("answers each call that asks about agreements, and no other, with passage and source", async () => {
    const run = await ask(
      query("a", { agreement: "commercio", level: "4", topic: "notice", seniority_months: 72 }),
      toolCall("b", "FAQTool"),
      query("c", { question: "Quante ferie nel CCNL commercio?" }),
    );
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({
        tool_call_id: "a",
        ok: true,
        content: expect.stringMatching(/30 giorni di calendario.*Fonte: CCNL Terziario/s),
        passages: [expect.objectContaining({ id: "ccnl:commercio:notice:4" })],
      }),
      expect.objectContaining({ tool_call_id: "c", content: expect.stringContaining("26 giorni") }),
    ]);
    expect(run.patch["ccnl_lookups"]).toEqual([]);
    expect(run.attrs).toMatchObject({
      query_type: ["notice", "leave"],
      sector: ["commercio", "commercio"],
      success: true,
      query_count: 2,
      failed_calls: 0,
    });
    expect(run.next).toEqual(["CCNLCalc"]);
  });

  it("keeps what a calculation is to be made under", async () => {
    const calculation = { kind: "hourly-pay" };
    const run = await ask(query("a", { agreement: "commercio", level: "IV", topic: "hours", calculation }));
    expect(run.patch["ccnl_lookups"]).toEqual([
      {
        tool_call_id: "a",
        agreement: commercio,
        level: "4",
        category: null,
        service: null,
        on: "2026-03-10",
        calculation,
      },
    ]);
  });

  it("needs no agreement for the TFR, which the law alone rules", async () => {
    const calculation = { kind: "tfr", annual_pay: 27_000, previous_fund: 0, inflation: 0, months: 12 };
    const run = await ask(query("a", { calculation }), query("b", { question: "TFR?", calculation }));
    expect(run.patch["ccnl_lookups"]).toMatchObject([
      { tool_call_id: "a", agreement: null, calculation },
      { tool_call_id: "b", agreement: null },
    ]);
    expect(run.attrs).toMatchObject({ success: true });
  });

  it("says what it does not know, with the nearest name", async () => {
    const run = await ask(
      query("a", { agreement: "comercio" }),
      query("b", { agreement: "commercio", level: "99" }),
    );
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({
        ok: false,
        content: expect.stringContaining("Si intende CCNL Commercio?"),
        passages: [],
      }),
      expect.objectContaining({ ok: false, content: expect.stringContaining("«99»") }),
    ]);
    expect(run.attrs).toMatchObject({ success: false, failed_calls: 2 });
  });

  it("says that a date lies outside what is known", async () => {
    const run = await ask(
      query("a", { agreement: "commercio", level: "4", topic: "pay", date: "1999-01-01" }),
    );
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ content: expect.stringContaining("copre il 1 gennaio 1999") }),
    ]);
  });

  it("tells the model what is wrong with its arguments instead of looking anything up", async () => {
    const stores = { CCNLDatabase: brokenStore(new Error("asked")) };
    const calculation = { kind: "overtime", hours: -1 };
    const tool_calls = [query("a", { agreement: "commercio", calculation }), query("b", {})];
    const run = await project.runStep(CCNLQuery, { state: { tool_calls }, stores });
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ ok: false, content: expect.stringContaining("calculation.hours") }),
      expect.objectContaining({ ok: false, content: expect.stringContaining("`question` is needed") }),
    ]);
  });

  it("turns a database that fails or hangs into a result that says so", async () => {
    const tool_calls = [query("a", { agreement: "commercio" })];
    const broken = { CCNLDatabase: brokenStore(new Error("secret of the database")) };
    const failed = await project.runStep(CCNLQuery, { state: { tool_calls }, stores: broken });
    const hanging = { CCNLDatabase: { read: { agreements: () => new Promise(() => undefined) } } };
    const clock = createFakeClock({ autoAdvance: true });
    const late = await project.runStep(CCNLQuery, { state: { tool_calls }, stores: hanging, clock });
    for (const run of [failed, late]) {
      expect(run.status).toBe("completed");
      expect(run.patch["tool_results"]).toEqual([
        expect.objectContaining({
          ok: false,
          content: "Errore: Lo strumento non è disponibile in questo momento.",
        }),
      ]);
    }
    expect(clock.monotonic()).toBe(4_000);
  });
});
