import { z } from "zod";

const toolCallDelta = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});

/** Some servers write a list of parts, among which what the model thought is no text. */
const content = z.union([
  z.string(),
  z
    .array(z.object({ type: z.string(), text: z.string().nullish() }))
    .transform((parts) => parts.map(({ type, text }) => (type === "text" ? (text ?? "") : "")).join("")),
]);

const choice = z.object({
  delta: z.object({ content: content.nullish(), tool_calls: z.array(toolCallDelta).nullish() }).nullish(),
  finish_reason: z.string().nullish(),
});

const count = z.number().nonnegative().nullish();

/** What of a `chat.completion.chunk` is read here. Servers leave out or set to null what they have nothing for. */
export const chunkSchema = z.object({
  model: z.string().nullish(),
  choices: z.array(choice).nullish(),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish(),
  /** In place of a chunk, from a server that gave up half-way. */
  error: z.unknown().optional(),
});

export type Chunk = z.infer<typeof chunkSchema>;

export type ToolCallDelta = z.infer<typeof toolCallDelta>;
