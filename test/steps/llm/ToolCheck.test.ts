import { describe, expect, it } from "vitest";

import ToolCheck from "../../../steps/llm/ToolCheck.ts";
import { wholeAnswer } from "../support/answers.ts";
import { project } from "../support/project.ts";

describe("ToolCheck", () => {
  it("sends an answer that asks for tools to the tools", async () => {
    const llm_answer = wholeAnswer("", [{ id: "1", name: "FAQTool", arguments: {} }]);
    const run = await project.runStep(ToolCheck, { state: { llm_answer } });
    expect(run.outcome).toBe("Yes");
    expect(run.next).toEqual(["ConvertAIMsg"]);
    expect(run.attrs).toMatchObject({ decision: "with_tools", tool_call_count: 1, tool_names: ["FAQTool"] });
  });

  it("sends a text on as the answer", async () => {
    const run = await project.runStep(ToolCheck, { state: { llm_answer: wholeAnswer("Ecco.") } });
    expect(run.outcome).toBe("No");
    expect(run.next).toEqual(["SimpleAIMsg"]);
    expect(run.attrs).toMatchObject({ decision: "simple_message", has_tool_calls: false });
  });
});
