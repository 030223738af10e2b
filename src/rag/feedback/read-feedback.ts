import { z } from "zod";
import { citationSchema } from "../golden/golden-entry.ts";
import type { PiiService } from "../pii/types.ts";
import { cleanText } from "../privacy/clean-text.ts";
import {
  feedbackCategories,
  feedbackKinds,
  verdicts,
  type FeedbackKind,
  type FeedbackSubmission,
} from "./types.ts";

const kind = z.enum(feedbackKinds);
const id = z.string().min(1).max(200);
const text = (characters: number) => z.string().trim().max(characters);

/** What a `feedback` object may hold. An unknown field is a mistake of its writer, not something to be lost in silence. */
const feedbackSchema = z.strictObject({
  type: z.union([kind, z.array(kind).min(1)]).optional(),
  verdict: z.enum(verdicts).optional(),
  comment: text(2000).optional(),
  was_helpful: z.boolean().optional(),
  faq_id: id.optional(),
  knowledge_item_id: id.optional(),
  rating: z.int().min(1).max(5).optional(),
  expert_id: id.optional(),
  answer: text(8000).optional(),
  confidence: z.number().min(0).max(1).default(0.8),
  category: z.enum(feedbackCategories).optional(),
  citations: z.array(citationSchema).max(20).default([]),
});
type Given = z.infer<typeof feedbackSchema>;

/** Kinds are as given; else all whose fields are filled in; else an expert's. */
function kindsOf(given: Given): readonly FeedbackKind[] {
  if (given.type !== undefined) return [...new Set([given.type].flat())];
  const inferred: FeedbackKind[] = [];
  if (given.faq_id !== undefined || given.was_helpful !== undefined) inferred.push("faq");
  if (given.knowledge_item_id !== undefined || given.rating !== undefined) inferred.push("knowledge");
  if (given.answer !== undefined || given.expert_id !== undefined || given.category !== undefined)
    inferred.push("expert");
  return inferred.length > 0 ? inferred : ["expert"];
}

/** Feedback as it was understood; null with everything that is wrong with it. */
export interface ReadFeedback {
  readonly submission: FeedbackSubmission | null;
  /** Names of fields and what is expected, never what was written. */
  readonly problems: readonly string[];
}

/** Reads feedback as it came in, and replaces the personal data in its texts for good: it is stored and shown to others. */
export function readFeedback(feedback: unknown, pii: PiiService): ReadFeedback {
  const parsed = feedbackSchema.safeParse(feedback);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, code }) =>
      [path.map(String).join(".") || "feedback", code].join(": "),
    );
    return { submission: null, problems };
  }
  const given = parsed.data;
  const cleaned = (written: string | undefined) =>
    written === undefined || written === "" ? null : cleanText(written, pii);
  return {
    problems: [],
    submission: {
      kinds: kindsOf(given),
      verdict: given.verdict ?? null,
      comment: cleaned(given.comment),
      was_helpful: given.was_helpful ?? (given.verdict === undefined ? null : given.verdict === "correct"),
      faq_id: given.faq_id ?? null,
      knowledge_item_id: given.knowledge_item_id ?? null,
      rating: given.rating ?? null,
      expert_id: given.expert_id ?? null,
      answer: cleaned(given.answer),
      confidence: given.confidence,
      category: given.category ?? null,
      citations: given.citations,
    },
  };
}
