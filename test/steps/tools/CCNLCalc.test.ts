import { describe, expect, it } from "vitest";

import CCNLCalc from "../../../steps/tools/CCNLCalc.ts";
import { commercio } from "../support/agreements.ts";
import { project } from "../support/project.ts";

const found = (id: string) => ({
  tool_call_id: id,
  name: "ccnl_query",
  ok: true,
  content: "trovato",
  passages: [],
});
const lookup = (id: string, level: string | null, calculation: Record<string, unknown>) => ({
  tool_call_id: id,
  agreement: commercio,
  level,
  category: null,
  service: null,
  on: "2026-03-10",
  calculation,
});
const calc = (lookups: readonly object[], ids: readonly string[]) =>
  project.runStep(CCNLCalc, { state: { tool_results: ids.map(found), ccnl_lookups: [...lookups] } });

describe("CCNLCalc", () => {
  it("adds the calculation that a call asks for, with formula, inputs and source", async () => {
    const run = await calc([lookup("b", "4", { kind: "hourly-pay" })], ["a", "b"]);
    expect(run.patch["tool_results"]).toEqual([
      found("a"),
      expect.objectContaining({
        tool_call_id: "b",
        ok: true,
        content: expect.stringMatching(/trovato.*Risultato: 10,61 €.*Formula: .*Dati: .*art\. 213.*Fonte: /s),
        passages: [expect.objectContaining({ title: "CCNL Commercio: Paga oraria lorda", complete: true })],
      }),
    ]);
    expect(run.attrs).toMatchObject({
      calculation_success: true,
      calculation_count: 1,
      calculation_kinds: ["hourly-pay"],
    });
    expect(run.next).toEqual(["ToolResults"]);
  });

  it("works the TFR out without an agreement", async () => {
    const tfr = { kind: "tfr", annual_pay: 27_000, previous_fund: 0, inflation: 0, months: 12 };
    const kept = { ...lookup("a", null, tfr), agreement: null, on: null };
    const run = await calc([kept], ["a"]);
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ passages: [expect.objectContaining({ title: "TFR maturato" })] }),
    ]);
  });

  it("passes results on when nothing is to be calculated", async () => {
    const run = await calc([], ["a"]);
    expect(run.patch["tool_results"]).toEqual([found("a")]);
    expect(run.attrs).toMatchObject({ calculation_success: true, calculation_count: 0 });
  });

  it("keeps what was found when a calculation lacks something, and says what", async () => {
    const run = await calc([lookup("a", null, { kind: "hourly-pay" })], ["a"]);
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({
        content: expect.stringMatching(/non è possibile.*livello.*trovato/s),
        passages: [],
      }),
    ]);
    expect(run.attrs).toMatchObject({ calculation_success: false });
  });
});
