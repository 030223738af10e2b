import { describe, expect, it } from "vitest";

import ToolResults from "../../../steps/tools/ToolResults.ts";
import { project } from "../support/project.ts";
import { toolCall } from "../support/tool-calls.ts";

const result = (id: string, content: string) => ({
  tool_call_id: id,
  name: "FAQTool",
  ok: true,
  content,
  passages: [],
});

describe("ToolResults", () => {
  it("answers the calls in their order, whatever order the tools came back in", async () => {
    const tool_calls = [toolCall("a", "KnowledgeSearchTool"), toolCall("b", "FAQTool")];
    const tool_results = [result("b", "seconda"), result("a", "prima")];
    const run = await project.runStep(ToolResults, { state: { tool_calls, tool_results } });
    expect(run.patch["tool_messages"]).toEqual([
      { role: "tool", content: "prima", tool_call_id: "a", name: "KnowledgeSearchTool" },
      { role: "tool", content: "seconda", tool_call_id: "b", name: "FAQTool" },
    ]);
    expect(run.attrs).toMatchObject({
      tool_results_processed: true,
      has_error: false,
      missing_results: 0,
      content_length: 12,
    });
    expect(run.next).toEqual(["FinalResponse"]);
  });

  it("gives a call that no tool answered a message that says so", async () => {
    const tool_calls = [toolCall("a", "FAQTool")];
    const run = await project.runStep(ToolResults, { state: { tool_calls } });
    expect(run.patch["tool_messages"]).toEqual([
      expect.objectContaining({ tool_call_id: "a", content: expect.stringContaining("alcun risultato") }),
    ]);
    expect(run.attrs).toMatchObject({ has_error: true, missing_results: 1 });
  });

  it("leaves unknown tools, and attachments that were not accepted, to the tool error", async () => {
    const tool_calls = [toolCall("a", "NoSuchTool"), toolCall("b", "DocumentIngestTool", {})];
    const run = await project.runStep(ToolResults, { state: { tool_calls } });
    expect(run.patch["tool_messages"]).toEqual([]);
  });
});
