import { z } from "zod";
import { citationSchema } from "../golden/golden-entry.ts";
import type { CachedAnswer } from "./types.ts";

const answerSchema: z.ZodType<CachedAnswer> = z.object({
  content: z.string(),
  provider: z.string(),
  model: z.string(),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }),
  citations: z.array(citationSchema).readonly(),
  cached_at: z.string(),
});

/** The answer that a stored text holds, or null: what another version or a broken disk left there is a miss. */
export function parseAnswer(text: string): CachedAnswer | null {
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
