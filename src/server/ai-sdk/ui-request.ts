import { z } from "zod";
import { notReadable, readDataUrl } from "../chat/sent-files.ts";
import type { SentConversation, SentFile } from "../chat/sent-files.ts";

const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  mediaType: z.string().optional(),
  filename: z.string().optional(),
});

const message = z.looseObject({
  id: z.string().optional(),
  role: z.enum(["system", "user", "assistant"]),
  parts: z.array(part),
});

/** The files of the last message: those of the others were answered before. Null for one that cannot be read. */
function lastFiles(messages: readonly z.infer<typeof message>[]) {
  const parts = messages.at(-1)?.parts ?? [];
  return parts.flatMap(({ type, url = "", filename }, at) =>
    type === "file"
      ? [{ path: ["messages", messages.length - 1, "parts", at, "url"], filename, file: readDataUrl(url) }]
      : [],
  );
}

/** What `useChat` posts: the conversation so far, in parts. Other fields are the page's own. */
export const uiChatRequest = z.looseObject({
  messages: z
    .array(message)
    .min(1)
    .superRefine((messages, context) => {
      for (const { path, file } of lastFiles(messages))
        if (file === null) context.addIssue({ code: "custom", path: path.slice(1), message: notReadable });
    }),
});

export type UiChatRequest = z.infer<typeof uiChatRequest>;

/** The request as a conversation. Files count when they came with the last message. */
export function conversationOf({ messages }: UiChatRequest): SentConversation {
  const said = messages.map(({ role, parts }) => ({
    role,
    content: parts
      .flatMap(({ type, text }) => (type === "text" && text !== undefined ? [text] : []))
      .join("\n"),
  }));
  return {
    messages: said.filter(({ content }) => content.trim() !== ""),
    files: lastFiles(messages).flatMap(({ path, filename, file }, at): SentFile[] =>
      file === null
        ? []
        : [{ field: path.join("."), file: { filename: filename ?? `file-${at + 1}`, ...file } }],
    ),
    stream: true,
  };
}
