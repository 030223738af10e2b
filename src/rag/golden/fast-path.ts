import type { ChatMessage } from "../llm/types.ts";

/** UTF-16 units above which a question holds more than one golden answer can answer. */
const longestQuestion = 600;

/** Whether a question may be answered from the golden set, and why. */
export interface FastPath {
  readonly eligible: boolean;
  readonly reason:
    "simple_query_no_attachments" | "no_document_dependency" | "query_too_long" | "conversation_in_progress";
}

/**
 * A golden answer fits a question that stands alone. One that follows an answer may lean on it ("and for part-time?").
 * Attachments do not count here: a question that depends on them never comes this way.
 */
export function fastPath(
  question: string,
  conversation: readonly ChatMessage[],
  attachments: number,
): FastPath {
  if (question.length > longestQuestion) return { eligible: false, reason: "query_too_long" };
  if (conversation.some(({ role }) => role === "assistant")) {
    return { eligible: false, reason: "conversation_in_progress" };
  }
  return {
    eligible: true,
    reason: attachments === 0 ? "simple_query_no_attachments" : "no_document_dependency",
  };
}
