import { toolsOf } from "../tools-of.ts";
import type { ChatMessage, ModelRequest, ToolCall } from "../types.ts";

function callBody({ id, name, arguments: input }: ToolCall) {
  return { id, type: "function", function: { name, arguments: JSON.stringify(input) } };
}

function messageBody({ role, content, tool_calls = [], tool_call_id }: ChatMessage) {
  if (role === "tool") return { role, tool_call_id, content };
  if (role !== "assistant" || tool_calls.length === 0) return { role, content };
  return { role, content: content === "" ? null : content, tool_calls: tool_calls.map(callBody) };
}

function toolsBody(request: ModelRequest) {
  const { tools, choice } = toolsOf(request);
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, parameters }) => ({
      type: "function",
      function: { name, description, parameters },
    })),
    tool_choice:
      choice === undefined || choice === "none"
        ? (choice ?? "auto")
        : { type: "function", function: { name: choice.tool } },
  };
}

/** What `POST /chat/completions` is asked with, as JSON: a streamed answer with its usage at the end. */
export function requestBody(request: ModelRequest): string {
  const { model, messages, temperature, max_output_tokens: max_tokens } = request;
  return JSON.stringify({
    model,
    messages: messages.map(messageBody),
    temperature,
    max_tokens,
    ...toolsBody(request),
    stream: true,
    stream_options: { include_usage: true },
  });
}
