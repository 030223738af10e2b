import { z } from "zod";
import type { Citation, GoldenEntry } from "./types.ts";

export const citationSchema: z.ZodType<Citation> = z.strictObject({
  title: z.string().min(1),
  source: z.string().min(1),
  document_id: z.string().optional(),
  url: z.string().optional(),
});

/** What may be published. */
export const publishedSchema = z.strictObject({
  id: z.string().min(1),
  question: z.string().min(1),
  phrasings: z.array(z.string().min(1)).readonly(),
  answer: z.string().min(1),
  citations: z.array(citationSchema).readonly(),
  category: z.string().min(1),
  tags: z.array(z.string()).readonly(),
  updated_at: z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
});

function fromJson<T>(schema: z.ZodType<T>) {
  return z.string().transform((text, context): T => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      context.addIssue("not what was stored here");
      return z.NEVER;
    }
  });
}

/** A row of `golden_entry`. */
export const entryRow: z.ZodType<GoldenEntry> = z.object({
  ...publishedSchema.shape,
  phrasings: fromJson(publishedSchema.shape.phrasings),
  citations: fromJson(publishedSchema.shape.citations),
  tags: fromJson(publishedSchema.shape.tags),
  version: z.number(),
});

export const entryColumns = "id, version, question, phrasings, answer, citations, category, tags, updated_at";
