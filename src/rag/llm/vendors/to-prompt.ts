import type { LanguageModel } from "./language-model.ts";
import type { ChatMessage } from "../types.ts";

type Prompt = Parameters<LanguageModel["doStream"]>[0]["prompt"];
type PromptMessage = Prompt[number];

const textPart = (text: string) => ({ type: "text" as const, text });

function assistantMessage({ content, tool_calls = [] }: ChatMessage): PromptMessage {
  const calls = tool_calls.map((call) => ({
    type: "tool-call" as const,
    toolCallId: call.id,
    toolName: call.name,
    input: call.arguments,
  }));
  return {
    role: "assistant",
    content: [...(content === "" && calls.length > 0 ? [] : [textPart(content)]), ...calls],
  };
}

function toolResult({ content, tool_call_id = "", name = "" }: ChatMessage) {
  const output = { type: "text" as const, value: content };
  return { type: "tool-result" as const, toolCallId: tool_call_id, toolName: name, output };
}

/** A conversation as the AI SDK's providers take it: results of tools that follow each other are one message. */
export function toPrompt(messages: readonly ChatMessage[]): Prompt {
  const prompt: Prompt = [];
  for (const message of messages) {
    const last = prompt.at(-1);
    switch (message.role) {
      case "system":
        prompt.push({ role: "system", content: message.content });
        break;
      case "user":
        prompt.push({ role: "user", content: [textPart(message.content)] });
        break;
      case "assistant":
        prompt.push(assistantMessage(message));
        break;
      case "tool":
        if (last?.role === "tool") last.content.push(toolResult(message));
        else prompt.push({ role: "tool", content: [toolResult(message)] });
        break;
      default:
        message.role satisfies never;
    }
  }
  return prompt;
}
