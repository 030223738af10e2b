import type { ChatMessage } from "../llm/types.ts";

/** The last thing the user said, on one line: runs of white space are one space. Empty when the user said nothing. */
export function lastUserQuery(messages: readonly ChatMessage[]): string {
  const last = messages.findLast(({ role }) => role === "user");
  return last === undefined ? "" : last.content.replaceAll(/\s+/g, " ").trim();
}

/** How much a question holds, judged by its length in UTF-16 units: under 50 simple, under 150 medium, else complex. */
export function queryComplexity(query: string): "simple" | "medium" | "complex" {
  if (query.length < 50) return "simple";
  return query.length < 150 ? "medium" : "complex";
}
