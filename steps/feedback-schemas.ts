import { z } from "zod";

import { candidateProblems } from "#rag/curation/types.ts";
import type { ExpertValidation } from "#rag/feedback/validate-expert.ts";
import {
  type ExpertFeedback,
  feedbackCategories,
  feedbackKinds,
  type FeedbackSubmission,
  verdicts,
} from "#rag/feedback/types.ts";

import { citation } from "./schemas.ts";

const share = z.number().min(0).max(1);
const verdict = z.enum(verdicts).nullable();
const category = z.enum(feedbackCategories).nullable();
const id = z.string().nullable();
const text = z.string().nullable();

export const feedbackSubmission: z.ZodType<FeedbackSubmission> = z.object({
  kinds: z.array(z.enum(feedbackKinds)),
  verdict,
  comment: text,
  was_helpful: z.boolean().nullable(),
  faq_id: id,
  knowledge_item_id: id,
  rating: z.number().int().min(1).max(5).nullable(),
  expert_id: id,
  answer: text,
  confidence: share,
  category,
  citations: z.array(citation),
});

/** What an expert is said to have said, before anybody knows whether it is one. */
export const collectedFeedback = z.object({
  feedback_id: z.string(),
  claimed_expert_id: id,
  verdict,
  category,
  answer: text,
  comment: text,
  confidence: share,
  faq_id: id,
  knowledge_item_id: id,
  priority: z.enum(["high", "normal"]),
  citations: z.array(citation),
});

export const expertValidation: z.ZodType<ExpertValidation> = z.object({
  expert_id: id,
  trust_score: share.nullable(),
  threshold: share,
  shortcomings: z.array(z.enum(["registration", "experience", "accuracy"])),
  problem: z
    .enum(["invalid_feedback", "not_signed_in", "unknown_expert", "other_experts_name", "lookup_failed"])
    .nullable(),
});

export const expertFeedback: z.ZodType<ExpertFeedback> = z.object({
  feedback_id: z.string(),
  run_id: z.string(),
  expert_id: z.string(),
  verdict,
  category,
  answer: text,
  comment: text,
  confidence: share,
  trust_score: share,
  faq_id: id,
  knowledge_item_id: id,
  query_signature: id,
  at: z.string(),
});

export const feedbackAction = z.enum([
  "already_recorded",
  "feedback_acknowledged",
  "answer_enhancement_queued",
  "improvement_suggestion_logged",
  "correction_queued",
  "critical_review_flagged",
  "feedback_logged",
]);

export const approval = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approved"), reason: z.enum(["quality", "person"]) }),
  z.object({
    kind: z.literal("rejected"),
    reason: z.enum([...candidateProblems, "low_quality", "person"]),
  }),
  z.object({ kind: z.literal("needs_review"), reason: z.enum(["between_thresholds", "no_expert"]) }),
]);

export const publishedGolden = z.object({
  faq_id: z.string(),
  operation: z.enum(["created", "updated", "retired"]),
  /** Null for an answer that was retired. */
  version: z.number().int().nullable(),
  /** Every way to ask it. */
  questions: z.array(z.string()),
});
