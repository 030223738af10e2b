import { describe, expect, it } from "vitest";

import { RagstepError } from "#ragstep";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import KBQueryTool from "../../../steps/tools/KBQueryTool.ts";
import { chunks } from "../support/golden-entries.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { toolCall } from "../support/tool-calls.ts";

describe("KBQueryTool", () => {
  it("finds passages for each call that asks for knowledge, and for no other", async () => {
    const { stores } = await memoryStores({ chunks });
    const tool_calls = [
      toolCall("a", "KnowledgeSearchTool", { query: "aliquote IVA", max_results: 1 }),
      toolCall("b", "FAQTool"),
      toolCall("c", "KnowledgeSearchTool", { query: "TFR", max_results: 1 }),
    ];
    const run = await project.runStep(KBQueryTool, { state: { tool_calls }, stores });
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ tool_call_id: "a", ok: true, content: expect.stringContaining("22%") }),
      expect.objectContaining({
        tool_call_id: "c",
        passages: [expect.objectContaining({ title: "Trattamento di fine rapporto" })],
      }),
    ]);
    expect(run.attrs).toMatchObject({ query_count: 2, result_count: 2, failed_calls: 0 });
    expect(run.next).toEqual(["ToolResults"]);
  });

  it("says so when nothing is found", async () => {
    const { stores } = await memoryStores();
    const run = await project.runStep(KBQueryTool, {
      state: { tool_calls: [toolCall("a", "KnowledgeSearchTool")] },
      stores,
    });
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ ok: true, content: expect.stringContaining("Nessun passo"), passages: [] }),
    ]);
  });

  it("tells the model what is wrong with its arguments instead of searching", async () => {
    const tool_calls = [toolCall("a", "KnowledgeSearchTool", { query: 7 })];
    const run = await project.runStep(KBQueryTool, {
      state: { tool_calls },
      stores: { KnowledgeStore: brokenStore(new Error("asked")) },
    });
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ ok: false, content: expect.stringContaining("query") }),
    ]);
  });

  it("turns a search that fails into a result that says so", async () => {
    const stores = { KnowledgeStore: brokenStore(new Error("secret of the database")) };
    const run = await project.runStep(KBQueryTool, {
      state: { tool_calls: [toolCall("a", "KnowledgeSearchTool")] },
      stores,
    });
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({ failed_calls: 1 });
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ ok: false, content: expect.not.stringContaining("secret") }),
    ]);
  });

  it("turns a search that takes too long into a result that says so, and stops it", async () => {
    const signals: AbortSignal[] = [];
    const read = {
      search: ({ signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    };
    const clock = createFakeClock({ autoAdvance: true });
    const run = await project.runStep(KBQueryTool, {
      state: { tool_calls: [toolCall("a", "KnowledgeSearchTool")] },
      stores: { KnowledgeStore: { read } },
      clock,
    });
    expect(run.status).toBe("completed");
    expect(clock.monotonic()).toBe(4_000);
    expect(signals[0]?.aborted).toBe(true);
    expect(run.attrs).toMatchObject({ failed_calls: 1 });
  });

  it("does not hide an installation that needs repair", async () => {
    const stores = {
      KnowledgeStore: brokenStore(new RagstepError("database-corrupt", "The database is corrupt.")),
    };
    const run = await project.runStep(KBQueryTool, {
      state: { tool_calls: [toolCall("a", "KnowledgeSearchTool")] },
      stores,
    });
    expect(run.error).toMatchObject({ code: "database-corrupt" });
  });
});
