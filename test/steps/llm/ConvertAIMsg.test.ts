import { describe, expect, it } from "vitest";

import type { ChatMessage } from "#rag/llm/types.ts";

import ConvertAIMsg from "../../../steps/llm/ConvertAIMsg.ts";
import { wholeAnswer } from "../support/answers.ts";
import { project } from "../support/project.ts";

const convert = async (ids: readonly string[], text = "") => {
  const calls = ids.map((id) => ({ id, name: "FAQTool", arguments: { query: "IVA" } }));
  const run = await project.runStep(ConvertAIMsg, { state: { llm_answer: wholeAnswer(text, calls) } });
  return { run, message: run.patch["assistant_message"] as ChatMessage };
};

describe("ConvertAIMsg", () => {
  it("keeps what the model said and the calls it asks for", async () => {
    const { run, message } = await convert(["a", "b"], "Controllo.");
    expect(message).toMatchObject({ role: "assistant", content: "Controllo." });
    expect(message.tool_calls?.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(run.attrs).toMatchObject({ has_tool_calls: true, tool_call_count: 2 });
    expect(run.next).toEqual(["ExecuteTools"]);
  });

  it("gives each call an id of its own where the model did not", async () => {
    const { message } = await convert(["a", "a", ""]);
    const ids = message.tool_calls?.map(({ id }) => id) ?? [];
    expect(ids[0]).toBe("a");
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain("");
  });
});
