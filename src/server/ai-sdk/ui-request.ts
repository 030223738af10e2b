import { z } from "zod";
import type { Conversation } from "../../definition/environment.ts";
import { readDataUrl } from "../chat/data-url.ts";

const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  mediaType: z.string().optional(),
  filename: z.string().optional(),
});

/** What `useChat` posts: the conversation so far, in parts. Other fields are the page's own. */
export const uiChatRequest = z.looseObject({
  messages: z
    .array(
      z.looseObject({
        id: z.string().optional(),
        role: z.enum(["system", "user", "assistant"]),
        parts: z.array(part),
      }),
    )
    .min(1),
});

export type UiChatRequest = z.infer<typeof uiChatRequest>;

/** The request as a conversation. Files count when they came with the last message. */
export function conversationOf({ messages }: UiChatRequest): Conversation {
  const said = messages.map(({ role, parts }) => ({
    role,
    content: parts
      .flatMap(({ type, text }) => (type === "text" && text !== undefined ? [text] : []))
      .join("\n"),
  }));
  const files = messages.at(-1)?.parts.filter(({ type }) => type === "file") ?? [];
  return {
    messages: said.filter(({ content }) => content.trim() !== ""),
    attachments: files.flatMap(({ url = "", filename }, at) => {
      const file = readDataUrl(url);
      return file === null ? [] : [{ filename: filename ?? `file-${at + 1}`, ...file }];
    }),
    stream: true,
  };
}
