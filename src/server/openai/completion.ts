import { z } from "zod";
import type { AnswerPart, EndReason } from "../../definition/environment.ts";

const usage = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
});
const annotation = z.object({
  type: z.literal("url_citation"),
  url_citation: z.object({ url: z.string(), title: z.string(), start_index: z.int(), end_index: z.int() }),
});
const finishReason = z.enum(["stop", "length", "content_filter"]);
const base = { id: z.string(), created: z.int(), model: z.string() };

export const completionSchema = z.object({
  ...base,
  object: z.literal("chat.completion"),
  choices: z.array(
    z.object({
      index: z.int(),
      message: z.object({
        role: z.literal("assistant"),
        content: z.string(),
        refusal: z.null(),
        annotations: z.array(annotation),
      }),
      logprobs: z.null(),
      finish_reason: finishReason,
    }),
  ),
  usage,
});

export const chunkSchema = z.object({
  ...base,
  object: z.literal("chat.completion.chunk"),
  choices: z.array(
    z.object({
      index: z.int(),
      delta: z.object({
        role: z.literal("assistant").optional(),
        content: z.string().optional(),
        reasoning_content: z
          .string()
          .optional()
          .describe(
            "What the graph does on the way to the answer. No field of OpenAI's own; others show it apart.",
          ),
        annotations: z.array(annotation).optional(),
      }),
      logprobs: z.null(),
      finish_reason: finishReason.nullable(),
    }),
  ),
  usage: usage.nullish(),
});

/** A model as OpenAI describes one. */
export const modelSchema = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: z.int(),
  owned_by: z.string(),
});

export type Model = z.infer<typeof modelSchema>;
export type FinishReason = z.infer<typeof finishReason>;
export type Completion = z.infer<typeof completionSchema>;
export type Chunk = z.infer<typeof chunkSchema>;
export type Usage = z.infer<typeof usage>;

/** What all objects of one answer have in common. */
export interface Naming {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
}

export function usageOf(part: Extract<AnswerPart, { kind: "usage" }>): Usage {
  return {
    prompt_tokens: part.input_tokens,
    completion_tokens: part.output_tokens,
    total_tokens: part.input_tokens + part.output_tokens,
  };
}

const finishReasons: Readonly<Record<EndReason, FinishReason>> = {
  stop: "stop",
  length: "length",
  "content-filter": "content_filter",
  // The protocol has no word for what is none of these.
  other: "stop",
};

export function finishReasonOf({ reason }: Extract<AnswerPart, { kind: "done" }>): FinishReason {
  return finishReasons[reason ?? "stop"];
}

/** Sources that have an address, as OpenAI cites them; the answer's text names the others itself. */
export function annotationsOf(part: Extract<AnswerPart, { kind: "sources" }>): z.infer<typeof annotation>[] {
  return part.sources.flatMap(({ url, title }) =>
    url === undefined
      ? []
      : [{ type: "url_citation" as const, url_citation: { url, title, start_index: 0, end_index: 0 } }],
  );
}

export function chunkOf(
  naming: Naming,
  delta: Chunk["choices"][number]["delta"],
  finish_reason: FinishReason | null = null,
): Chunk {
  return {
    ...naming,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  };
}
