import { z } from "zod";
import { decodedLength, isBase64 } from "./base64.ts";
import { requestLimits } from "./request-limits.ts";
import type { ChatRequest, RequestProblem } from "./types.ts";

const turn = z.object(
  {
    role: z.enum(["user", "assistant", "system"], { error: "must be `user`, `assistant` or `system`" }),
    content: z
      .string({ error: "must be a text" })
      .max(
        requestLimits.message_characters,
        `must have at most ${requestLimits.message_characters} characters`,
      )
      .regex(/\S/, "must not be blank"),
  },
  { error: "must be an object with `role` and `content`" },
);

const attachment = z.object(
  {
    filename: z
      .string({ error: "must be a text" })
      .max(255, "must have at most 255 characters")
      // A name, never a way through the folders of whoever stores the file.
      // oxlint-disable-next-line no-control-regex -- control characters are what is refused
      .regex(/^(?=.*\S)[^/\\\u0000-\u001f]+$/, "must be a file name without a folder"),
    mime_type: z.string({ error: "must be a text" }).optional(),
    // No path instead: a client must not make this machine open its own files.
    content_base64: z
      .string({ error: "must be the file's bytes in base64" })
      .refine(isBase64, "must be the file's bytes in base64"),
  },
  { error: "must be an object with `filename` and `content_base64`" },
);

const options = (error: string) => z.record(z.string(), z.unknown(), { error });

const chatBody = z.object({
  messages: z
    .array(turn, { error: "must be a list of messages; a text in `query` will do for a single question" })
    .min(1, "must have at least one message")
    .max(requestLimits.messages, `must have at most ${requestLimits.messages} messages`),
  attachments: z
    .array(attachment, { error: "must be a list of files" })
    .max(requestLimits.attachments, `must have at most ${requestLimits.attachments} files`)
    .refine(
      (files) =>
        files.reduce((bytes, file) => bytes + decodedLength(file.content_base64), 0) <=
        requestLimits.body_bytes,
      { error: `must have at most ${requestLimits.body_bytes} bytes together`, params: { too_big: true } },
    )
    .nullish(),
  stream: z.unknown().optional(),
  stream_options: options("must be an object").nullish(),
  feedback: options("must be an object").nullish(),
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `["messages", 1, "role"]` as a client would write it. */
function fieldOf(path: readonly PropertyKey[], queryAlone: boolean): string {
  if (queryAlone && path[0] === "messages") return "query";
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index > 0 ? "." : ""}${String(part)}`))
    .join("");
}

function codeOf(issue: z.core.$ZodIssue): RequestProblem["code"] {
  const tooBig = issue.code === "too_big" || (issue.code === "custom" && issue.params?.["too_big"] === true);
  return tooBig ? "payload_too_large" : "invalid";
}

/** The request that a refused body leaves behind. */
function emptyChatRequest(): ChatRequest {
  return { messages: [], attachments: [], stream: undefined, stream_options: {}, feedback: null };
}

/**
 * Reads the JSON body of a chat request. Gives all that is wrong with it at once; the request is an empty one then.
 * A body with `query` alone is one user message.
 */
export function readChatBody(body: unknown): {
  readonly request: ChatRequest;
  readonly problems: RequestProblem[];
} {
  if (!isObject(body)) {
    const message = "The body must be a JSON object.";
    return { request: emptyChatRequest(), problems: [{ field: "body", code: "invalid", message }] };
  }
  const { query } = body;
  const queryAlone = query !== undefined && body["messages"] === undefined;
  const problems: RequestProblem[] = [];
  if (query !== undefined && !queryAlone) {
    const message = "`query` must not be given together with `messages`.";
    problems.push({ field: "query", code: "invalid", message });
  }
  const parsed = chatBody.safeParse(
    queryAlone ? { ...body, messages: [{ role: "user", content: query }] } : body,
  );
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOf(issue.path, queryAlone);
    problems.push({ field, code: codeOf(issue), message: `\`${field}\` ${issue.message}.` });
  }
  if (!parsed.success || problems.length > 0) return { request: emptyChatRequest(), problems };
  const { messages, attachments, stream, stream_options, feedback } = parsed.data;
  const request = {
    messages,
    attachments: attachments ?? [],
    stream,
    stream_options: stream_options ?? {},
    feedback: feedback ?? null,
  };
  return { request, problems };
}
