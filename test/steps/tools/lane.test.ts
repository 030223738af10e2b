import { describe, expect, it } from "vitest";

import { commercio } from "../support/agreements.ts";
import { answeringWorld } from "../support/answering.ts";
import { aliquote, chunks } from "../support/golden-entries.ts";
import { memorySink } from "../support/memory-sink.ts";

const knowledge = { id: "k", name: "KnowledgeSearchTool", arguments: { query: "aliquote IVA" } };
const faq = { id: "f", name: "FAQTool", arguments: { query: "Quali sono le aliquote IVA?" } };
const agreement = {
  id: "c",
  name: "ccnl_query",
  arguments: { agreement: "commercio", level: "4", topic: "hours", calculation: { kind: "hourly-pay" } },
};
const unknown = { id: "u", name: "NoSuchTool", arguments: {} };
const said = { text: "Le aliquote sono quattro." };
const world = (...tool_calls: readonly { id: string; name: string; arguments: Record<string, unknown> }[]) =>
  answeringWorld(
    { cloud: [{ tool_calls: [...tool_calls] }, said] },
    { chunks, golden: [aliquote], agreements: [commercio] },
  );
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

  it("looks agreements up and calculates before it joins", async () => {
    const { answer, requests } = await world(agreement);
    const { path } = await answer();
    expect(toolSteps(path).slice(2, -1)).toEqual(["ToolType", "CCNLQuery", "CCNLCalc", "ToolResults"]);
    expect(requests[1]?.messages.at(-1)?.content).toMatch(/40 ore alla settimana.*Risultato: 10,61 €/s);
  });

  it("runs tools of three kinds side by side, and an unknown one does not cost their results", async () => {
    const { answer, requests } = await world(unknown, faq, agreement, knowledge);
    const { path, state } = await answer();
    expect(path).toEqual(expect.arrayContaining(["FAQQuery", "CCNLCalc", "KBQueryTool", "ToolErr"]));
    for (const join of ["ToolResults", "FinalResponse"])
      expect(path.filter((node) => node === join)).toHaveLength(1);
    const told = requests[1]?.messages.filter(({ role }) => role === "tool") ?? [];
    expect(told).toHaveLength(4);
    expect(new Set(told.map(({ tool_call_id }) => tool_call_id))).toEqual(new Set(["c", "f", "k", "u"]));
    expect(told.find(({ tool_call_id }) => tool_call_id === "u")?.content).toContain("no tool of this name");
    expect(told.find(({ tool_call_id }) => tool_call_id === "c")?.content).toContain("10,61 €");
    expect(state).toMatchObject({ status_code: 200, response_metadata: { source: "tools" } });
  });

  it("answers when the only tool asked for does not exist", async () => {
    const { answer } = await world(unknown);
    const { path, state } = await answer();
    expect(toolSteps(path)).toEqual(["ConvertAIMsg", "ExecuteTools", "ToolType", "ToolErr", "FinalResponse"]);
    expect(state).toMatchObject({ status_code: 200, response_body: { message: { content: said.text } } });
  });

  it("has no second round when the model asks for tools again in place of an answer", async () => {
    const again = { tool_calls: [knowledge] };
    const { answer, requests } = await answeringWorld({ cloud: [again, again] }, { chunks });
    const { path, state } = await answer();
    expect(requests).toHaveLength(2);
    expect(path.filter((node) => node === "ExecuteTools")).toHaveLength(1);
    expect(state).toMatchObject({ status_code: 200 });
    expect(state["response_body"]).toMatchObject({ message: { content: expect.stringContaining("22%") } });
  });

  it("records what both calls of the model used, the one before the tools and the one after", async () => {
    const { answer, rows } = await world(knowledge);
    const { state } = await answer();
    const records = rows("usage_call");
    expect(records).toMatchObject([{ call: 1 }, { call: 2 }]);
    const used = (name: string) => records.reduce((sum, row) => sum + Number(row[name]), 0);
    expect(state["metrics"]).toMatchObject({
      total_tokens: used("input_tokens") + used("output_tokens"),
      cost_eur: expect.closeTo(used("cost"), 10),
    });
  });

  it("records both calls also when the answer is streamed", async () => {
    const { answer, rows } = await world(knowledge);
    await answer({ streaming: { requested: true }, response_sink: memorySink() });
    expect(rows("usage_call")).toMatchObject([{ call: 1 }, { call: 2 }]);
  });

  it("waits for a tool that must be used behind the words before its call, and streams the answer after it", async () => {
    const sink = memorySink();
    const { answer, requests } = await answeringWorld(
      { cloud: [{ text: "Guardo nella base.", tool_calls: [knowledge] }, said] },
      { chunks },
    );
    const { path } = await answer({
      streaming: { requested: true },
      response_sink: sink,
      required_tool: knowledge.name,
    });
    expect(path).toContain("KBQueryTool");
    expect(requests).toHaveLength(2);
    expect(sink.text).toContain("quattro");
  });

  it("says in the stream that a tool was asked for when the answer had begun", async () => {
    const sink = memorySink();
    const { answer, rows } = await answeringWorld(
      { cloud: [{ text: "Guardo nella base.", tool_calls: [knowledge] }] },
      { chunks },
    );
    const { path, status } = await answer({ streaming: { requested: true }, response_sink: sink });
    expect(status).toBe("completed");
    expect(path).not.toContain("KBQueryTool");
    const text = sink.text.replaceAll("data: ", "").replaceAll("\n", "");
    expect(text).toContain("Guardo nella base.");
    expect(text).toMatch(/il modello ha chiesto anche `KnowledgeSearchTool`.*\[DONE\]/);
    expect(rows("response_cache")).toEqual([]);
  });

  it("runs the same tool where the client wants JSON: nothing has been sent yet", async () => {
    const { answer, requests } = await answeringWorld(
      { cloud: [{ text: "Guardo nella base.", tool_calls: [knowledge] }, said] },
      { chunks },
    );
    const { path } = await answer();
    expect(path).toContain("KBQueryTool");
    expect(requests).toHaveLength(2);
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
