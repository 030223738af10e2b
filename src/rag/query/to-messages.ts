import type { ChatMessage } from "../llm/types.ts";
import type { Turn } from "../request/types.ts";

/**
 * A client's turns as messages for a model: text in Unicode form NFC with LF line ends, so that the same question typed
 * on two systems is the same text to every hash and search after this.
 */
export function toMessages(turns: readonly Turn[]): ChatMessage[] {
  return turns.map(({ role, content }) => ({
    role,
    content: content.replaceAll(/\r\n?/g, "\n").normalize("NFC"),
  }));
}
