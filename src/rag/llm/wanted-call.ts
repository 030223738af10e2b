import type { ModelRequest, ToolCall } from "./types.ts";

/**
 * The one tool call that a model without understanding of its own makes: that of the tool it must use, else that of the first
 * tool that recognizes the question as its own. None once a tool has answered.
 */
export function wantedCall({
  messages,
  tools = [],
  required_tool,
}: Pick<ModelRequest, "messages" | "tools" | "required_tool">): ToolCall | undefined {
  const last = messages.at(-1);
  if (last === undefined || last.role === "tool") return undefined;
  if (required_tool !== undefined) return { id: "call_1", name: required_tool, arguments: {} };
  for (const { name, recognize } of tools) {
    const found = recognize?.(last.content);
    if (found !== undefined) return { id: "call_1", name, arguments: found };
  }
  return undefined;
}
