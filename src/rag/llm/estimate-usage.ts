import type { ChatMessage } from "./types.ts";

/**
 * Input tokens of a conversation: a quarter of each message's characters, and 10 a message for its frame. Where the
 * length of the answer is not known yet, it is taken to be as long as the conversation.
 */
export function estimateInputTokens(messages: readonly ChatMessage[]): number {
  return Math.ceil(messages.reduce((sum, { content }) => sum + content.length / 4 + 10, 0));
}
