import type { ChatMessage } from "../llm/types.ts";

/** The conversation with exactly one system message, ours, first. A client's own instructions are never trusted. */
export function withSystemMessage(messages: readonly ChatMessage[], prompt: string): ChatMessage[] {
  return [{ role: "system", content: prompt }, ...messages.filter(({ role }) => role !== "system")];
}
