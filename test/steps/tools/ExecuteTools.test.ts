import { describe, expect, it } from "vitest";

import ExecuteTools from "../../../steps/tools/ExecuteTools.ts";
import { project } from "../support/project.ts";

const look = (...calls: readonly { name: string; arguments: Record<string, unknown> }[]) =>
  project.runStep(ExecuteTools, {
    state: {
      assistant_message: {
        role: "assistant",
        content: "",
        tool_calls: calls.map((call, index) => ({ id: `call_${index}`, ...call })),
      },
    },
  });

describe("ExecuteTools", () => {
  it("sorts the calls by tool and fills in what they leave open", async () => {
    const run = await look(
      { name: "KnowledgeSearchTool", arguments: { query: " aliquote IVA " } },
      { name: "FAQTool", arguments: { query: "IVA", max_results: 1 } },
    );
    expect(run.patch["tool_calls"]).toEqual([
      {
        call: {
          id: "call_0",
          name: "KnowledgeSearchTool",
          arguments: { query: "aliquote IVA", max_results: 5 },
        },
        type: "Knowledge",
        problem: null,
      },
      {
        call: {
          id: "call_1",
          name: "FAQTool",
          arguments: { query: "IVA", max_results: 1, min_confidence: "medium" },
        },
        type: "FAQ",
        problem: null,
      },
    ]);
    expect(run.attrs).toMatchObject({
      execution_successful: true,
      tools_requested: 2,
      invalid_calls: 0,
      error: null,
    });
    expect(run.next).toEqual(["ToolType"]);
  });

  it("keeps a call whose arguments do not fit, with all that is wrong with it", async () => {
    const run = await look({ name: "FAQTool", arguments: { query: "", max_results: 99 } });
    expect(run.patch["tool_calls"]).toEqual([
      expect.objectContaining({ type: "FAQ", problem: expect.stringMatching(/query: .*max_results: /s) }),
    ]);
    expect(run.attrs).toMatchObject({
      execution_successful: false,
      invalid_calls: 1,
      error: "invalid-tool-call",
    });
  });

  it("does not let one unknown tool stop the others", async () => {
    const run = await look(
      { name: "FAQTol", arguments: {} },
      { name: "FAQTool", arguments: { query: "IVA" } },
    );
    expect(run.patch["tool_calls"]).toEqual([
      expect.objectContaining({ type: "Unknown", problem: expect.stringContaining("FAQTool") }),
      expect.objectContaining({ type: "FAQ", problem: null }),
    ]);
  });
});
