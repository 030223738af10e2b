import { describe, expect, it } from "vitest";

import FAQQuery from "../../../steps/tools/FAQQuery.ts";
import { aliquote } from "../support/golden-entries.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { toolCall } from "../support/tool-calls.ts";

const ask = async (args: Record<string, unknown>) => {
  const { stores } = await memoryStores({ golden: [aliquote] });
  return project.runStep(FAQQuery, { state: { tool_calls: [toolCall("a", "FAQTool", args)] }, stores });
};

describe("FAQQuery", () => {
  it("finds the golden answer to the question, with its source", async () => {
    const run = await ask({ query: "Quali sono le aliquote IVA?" });
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({
        tool_call_id: "a",
        ok: true,
        content: expect.stringContaining(aliquote.answer),
        passages: [expect.objectContaining({ id: "faq:faq_aliquote_iva", title: aliquote.question })],
      }),
    ]);
    expect(run.attrs).toMatchObject({ query_count: 1, match_count: 1, failed_calls: 0 });
    expect(run.next).toEqual(["ToolResults"]);
  });

  it("takes only matches as similar as the model wants them", async () => {
    const question = "aliquote IVA per il pane";
    const low = await ask({ query: question, min_confidence: "low" });
    const exact = await ask({ query: question, min_confidence: "exact" });
    expect(exact.attrs["match_count"]).toBe(0);
    expect(Number(low.attrs["match_count"])).toBeGreaterThanOrEqual(0);
    expect(exact.patch["tool_results"]).toEqual([
      expect.objectContaining({ ok: true, content: expect.stringContaining("Nessuna risposta") }),
    ]);
  });

  it("turns a lookup that fails into a result that says so", async () => {
    const stores = { GoldenSetDB: brokenStore(new Error("busy")) };
    const run = await project.runStep(FAQQuery, {
      state: { tool_calls: [toolCall("a", "FAQTool")] },
      stores,
    });
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({ failed_calls: 1 });
  });
});
