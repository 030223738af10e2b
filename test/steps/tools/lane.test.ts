import { describe, expect, it } from "vitest";

import { answeringWorld } from "../support/answering.ts";
import { aliquote, chunks } from "../support/golden-entries.ts";
import { memorySink } from "../support/memory-sink.ts";

const knowledge = { id: "k", name: "KnowledgeSearchTool", arguments: { query: "aliquote IVA" } };
const faq = { id: "f", name: "FAQTool", arguments: { query: "Quali sono le aliquote IVA?" } };
const said = { text: "Le aliquote sono quattro." };
const world = (...tool_calls: readonly { id: string; name: string; arguments: Record<string, unknown> }[]) =>
  answeringWorld({ cloud: [{ tool_calls: [...tool_calls] }, said] }, { chunks, golden: [aliquote] });
const toolSteps = (path: readonly string[]) =>
  path.slice(path.indexOf("ConvertAIMsg"), path.indexOf("FinalResponse") + 1);

describe("the tools lane", () => {
  it.each([
    [knowledge, "KBQueryTool", "22%"],
    [faq, "FAQQuery", aliquote.answer],
  ])("makes the call %j and gives its result back to the model", async (call, node, content) => {
    const { answer, requests } = await world(call);
    const { path, state } = await answer();
    expect(toolSteps(path)).toEqual([
      "ConvertAIMsg",
      "ExecuteTools",
      "ToolType",
      node,
      "ToolResults",
      "FinalResponse",
    ]);
    expect(requests[1]?.messages.at(-1)).toMatchObject({
      role: "tool",
      tool_call_id: call.id,
      content: expect.stringContaining(content),
    });
    expect(state["response_body"]).toMatchObject({
      message: { content: said.text },
      metadata: { source: "tools" },
    });
  });

  it("makes calls of two kinds side by side and joins their results in the order of the calls", async () => {
    const { answer, requests } = await world(faq, knowledge, { ...knowledge, id: "k2" });
    const { path, state } = await answer();
    expect(path.filter((node) => node === "ToolResults")).toHaveLength(1);
    expect(path).toEqual(expect.arrayContaining(["KBQueryTool", "FAQQuery"]));
    expect(requests[1]?.messages.slice(-3).map(({ tool_call_id }) => tool_call_id)).toEqual(["f", "k", "k2"]);
    expect(state["tool_results"]).toHaveLength(3);
    expect(state["metrics"]).toMatchObject({ failed_tasks: 0 });
  });

  it("streams the final answer after the tools", async () => {
    const sink = memorySink();
    const { answer } = await world(knowledge);
    await answer({ streaming: { requested: true }, response_sink: sink });
    expect(sink.writes.filter((frame) => frame.startsWith("data:")).join("")).toContain("aliquote");
    expect(sink.writes.at(-1)).toBe("data: [DONE]\n\n");
  });

  it("keeps no answer that came with tools in the cache", async () => {
    const { answer, rows } = await world(knowledge);
    await answer();
    expect(rows("response_cache")).toEqual([]);
  });

  it("gives the tools' results to the client when the model fails afterwards", async () => {
    const { answer } = await answeringWorld(
      { cloud: [{ tool_calls: [knowledge] }, { fail: { before_first: true, status: 503 } }] },
      { chunks },
    );
    const { state } = await answer();
    expect(state).toMatchObject({ status_code: 200, response_metadata: { source: "error" } });
    expect(state["response_body"]).toMatchObject({
      message: { content: expect.stringMatching(/Mi dispiace.*22%/s) },
    });
  });
});
