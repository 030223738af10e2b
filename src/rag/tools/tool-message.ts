import type { ChatMessage } from "../llm/types.ts";
import type { CheckedCall } from "./read-tool-call.ts";
import type { ToolResult } from "./run-calls.ts";

/** Whether a call ends at the tool error: no tool has its name, or the attachments that it is for were not accepted. */
export function isRefused({ type }: CheckedCall, isAnswered: boolean): boolean {
  return type === "Unknown" || (type === "Document" && !isAnswered);
}

/** A call's result as the model reads it; without a result it says why there is none. */
export function toolMessage({ call, problem }: CheckedCall, result: ToolResult | undefined): ChatMessage {
  return {
    role: "tool",
    content: result?.content ?? problem ?? "Lo strumento non ha dato alcun risultato.",
    tool_call_id: call.id,
    name: call.name,
  };
}
