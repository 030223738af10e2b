import { describe, expect, it } from "vitest";

import type { ChatMessage, ToolSpec } from "../../../src/rag/llm/types.ts";
import { wantedCall } from "../../../src/rag/llm/wanted-call.ts";

const tool = (name: string, word?: string): ToolSpec => ({
  name,
  description: "",
  parameters: {},
  ...(word === undefined
    ? {}
    : { recognize: (question: string) => (question.includes(word) ? { question } : undefined) }),
});
const tools = [tool("search"), tool("agreements", "ccnl"), tool("faq", "spesso")];
const asked = (content: string): ChatMessage[] => [
  { role: "system", content: "ccnl" },
  { role: "user", content },
];

describe("wantedCall", () => {
  it("asks for the tool that recognizes the question, with the arguments it finds", () => {
    expect(wantedCall({ messages: asked("il ccnl?"), tools })).toEqual({
      id: "call_1",
      name: "agreements",
      arguments: { question: "il ccnl?" },
    });
  });

  it("asks for the first of two, and for the one that it must use before both", () => {
    const messages = asked("spesso il ccnl");
    expect(wantedCall({ messages, tools })?.name).toBe("agreements");
    expect(wantedCall({ messages, tools, required_tool: "search" })).toMatchObject({
      name: "search",
      arguments: {},
    });
  });

  it.each([
    ["no tool knows the question", { messages: asked("l'IVA?"), tools }],
    ["no tools are offered", { messages: asked("il ccnl?") }],
    [
      "a tool has answered",
      {
        messages: [...asked("il ccnl?"), { role: "tool" as const, content: "ccnl" }],
        tools,
        required_tool: "search",
      },
    ],
    ["nobody has said anything", { messages: [], tools }],
  ])("asks for none when %s", (_, request) => {
    expect(wantedCall(request)).toBeUndefined();
  });
});
