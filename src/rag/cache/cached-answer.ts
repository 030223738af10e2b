import { z } from "zod";
import { citationSchema } from "../golden/golden-entry.ts";
import type { CachedAnswer, CachedFeedback } from "./types.ts";

const answerSchema: z.ZodType<CachedAnswer> = z.object({
  content: z.string(),
  provider: z.string(),
  model: z.string(),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }),
  citations: z.array(citationSchema).readonly(),
  cached_at: z.string(),
});

const feedbackSchema: z.ZodType<CachedFeedback> = z.object({
  feedback_id: z.string(),
  expert_id: z.string(),
  verdict: z.string().nullable(),
  category: z.string().nullable(),
  trust_score: z.number(),
});

/** What a stored text holds, or null: what another version or a broken disk left there is a miss. */
function parseStored<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The answer that a stored text holds, or null. */
export function parseAnswer(text: string): CachedAnswer | null {
  return parseStored(answerSchema, text);
}

/** The feedback that a stored text holds, or null. */
export function parseFeedback(text: string): CachedFeedback | null {
  return parseStored(feedbackSchema, text);
}
