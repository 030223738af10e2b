import type { AssistantModelMessage, ModelMessage, ToolModelMessage } from "ai";
import type { ChatMessage } from "./types.ts";

function assistantMessage({ content, tool_calls = [] }: ChatMessage): AssistantModelMessage {
  if (tool_calls.length === 0) return { role: "assistant", content };
  return {
    role: "assistant",
    content: [
      ...(content === "" ? [] : [{ type: "text" as const, text: content }]),
      ...tool_calls.map((call) => ({
        type: "tool-call" as const,
        toolCallId: call.id,
        toolName: call.name,
        input: call.arguments,
      })),
    ],
  };
}

function toolMessage({ content, tool_call_id = "", name = "" }: ChatMessage): ToolModelMessage {
  return {
    role: "tool",
    content: [
      {
        type: "tool-result",
        toolCallId: tool_call_id,
        toolName: name,
        output: { type: "text", value: content },
      },
    ],
  };
}

/** A conversation as the AI SDK writes it. */
export function toModelMessages(messages: readonly ChatMessage[]): ModelMessage[] {
  return messages.map((message): ModelMessage => {
    switch (message.role) {
      case "system":
      case "user":
        return { role: message.role, content: message.content };
      case "assistant":
        return assistantMessage(message);
      case "tool":
        return toolMessage(message);
      default:
        return message.role satisfies never;
    }
  });
}
