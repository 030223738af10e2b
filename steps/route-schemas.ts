import { z } from "zod";

import { feedbackCategories, verdicts } from "#rag/feedback/types.ts";
import { streamOptionSchemas } from "#rag/streaming/stream-options.ts";

import { citation } from "./schemas.ts";

const text = z.string().min(1);

/** What a client may post to the chat, for the description of the interface: the steps judge it themselves. */
export const chatRequest = z.object({
  messages: z
    .array(z.object({ role: z.enum(["user", "assistant", "system"]), content: text }))
    .min(1)
    .optional(),
  query: text.optional().describe("A single question, in place of `messages`."),
  attachments: z
    .array(z.object({ filename: text, mime_type: z.string().optional(), content_base64: z.base64() }))
    .optional(),
  stream: z.boolean().optional(),
  stream_options: z.object(streamOptionSchemas).partial().optional(),
  feedback: z.record(z.string(), z.unknown()).optional(),
});

export const chatResponse = z.object({
  message: z.object({ role: z.literal("assistant"), content: z.string() }),
  citations: z.array(citation),
  metadata: z.object({
    source: z.enum(["golden", "cache", "llm", "tools", "error"]),
    provider: z.string().nullable(),
    model: z.string().nullable(),
    strategy: z.string().nullable(),
    cost_eur: z.number(),
    cut_by: z.enum(["length", "content-filter"]).optional(),
  }),
  session_id: z.string().nullable(),
});

/** Why a request was not served. */
export const refusalBody = z.object({
  detail: z.string(),
  status_code: z.int(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
});

export const historyQuery = z.object({
  session_id: text.optional().describe("The token's own session when absent; any other is not found."),
});

export const historyResponse = z.object({
  session_id: z.string(),
  messages: z.array(
    z.object({ role: z.enum(["user", "assistant"]), content: z.string(), at: z.iso.datetime() }),
  ),
});

export const clearedResponse = z.object({ session_id: z.string(), cleared: z.int() });

const feedback = {
  run_id: text.describe("The `x-run-id` of the answer."),
  verdict: z.enum(verdicts).optional(),
  comment: z.string().max(2000).optional(),
  answer: z.string().max(8000).optional().describe("What the answer should have been."),
  confidence: z.number().min(0).max(1).optional(),
  category: z.enum(feedbackCategories).optional(),
};

export const faqFeedback = z.strictObject({
  ...feedback,
  faq_id: text.max(200).optional(),
  was_helpful: z.boolean().optional(),
});

export const knowledgeFeedback = z.strictObject({
  ...feedback,
  knowledge_item_id: text.max(200).optional(),
  rating: z.int().min(1).max(5).optional(),
});

export const feedbackResponse = z.object({
  run_id: z.string(),
  feedback_id: z.string().nullable().describe("Of the note that was kept; null when none was."),
  action: z.string().nullable().describe("What becomes of an expert's word."),
  message: z.string().nullable().describe("Why it changes nothing."),
});
