/** What a request may hold at most. Above it, it is refused with 413 before any other work is done on it. */
export const requestLimits = {
  /** Bytes of the body, and of all attachments together. */
  body_bytes: 64 * 1024 * 1024,
  messages: 500,
  /** UTF-16 units of one message. */
  message_characters: 100_000,
  attachments: 50,
} as const;
