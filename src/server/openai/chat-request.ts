import { z } from "zod";
import { notReadable, readDataUrl } from "../chat/sent-files.ts";
import type { SentConversation, SentFile } from "../chat/sent-files.ts";
import { parameters } from "./parameters.ts";

const fileUrl = z.string().refine((url) => readDataUrl(url) !== null, notReadable);

const part = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("image_url"), image_url: z.object({ url: fileUrl }) }),
  z.object({
    type: z.literal("file"),
    file: z.object({ filename: z.string().min(1).default("file"), file_data: fileUrl }),
  }),
]);

const content = z.union([z.string(), z.array(part)]);

const message = z.discriminatedUnion("role", [
  z.object({ role: z.enum(["system", "developer", "user"]), content }),
  z.object({ role: z.literal("assistant"), content: content.nullish() }),
  // What tools of the client gave an earlier model: the graph asks its own.
  z.object({ role: z.literal("tool") }),
]);

/** A chat completion request; fields that are none of the protocol's are left out of account. */
export const chatCompletionRequest = z.looseObject({
  ...parameters,
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
});

export type ChatCompletionRequest = z.infer<typeof chatCompletionRequest>;

function textOf(given: z.infer<typeof content> | null | undefined): string {
  if (given === null || given === undefined) return "";
  if (typeof given === "string") return given;
  return given.flatMap((one) => (one.type === "text" ? [one.text] : [])).join("\n");
}

function filesOf(given: z.infer<typeof content> | null | undefined, place: string): readonly SentFile[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((one, at) => {
    if (one.type === "text") return [];
    const file = readDataUrl(one.type === "file" ? one.file.file_data : one.image_url.url);
    if (file === null) return [];
    const ending = file.mime_type.split("/")[1] ?? "bin";
    const [filename, field] =
      one.type === "file"
        ? [one.file.filename, "file.file_data"]
        : [`image-${at + 1}.${ending}`, "image_url.url"];
    return [{ field: `${place}.${at}.${field}`, file: { filename, ...file } }];
  });
}

/** The request as a conversation. Files count when they came with the last message: the others were answered before. */
export function conversationOf({ messages, stream }: ChatCompletionRequest): SentConversation {
  const said = messages.flatMap((one) => {
    if (one.role === "tool") return [];
    const role = one.role === "developer" ? "system" : one.role;
    return [{ role, content: textOf(one.content) }];
  });
  const last = messages.at(-1);
  return {
    messages: said.filter(({ content: text }) => text.trim() !== ""),
    files:
      last === undefined || last.role === "tool"
        ? []
        : filesOf(last.content, `messages.${messages.length - 1}.content`),
    stream: stream === true,
  };
}
