import { z } from "zod";
import { publishedSchema } from "../golden/golden-entry.ts";
import { candidateProblems, type GoldenCandidate, type GoldenProposal } from "./types.ts";

const share = z.number().min(0).max(1);
const strings = z.array(z.string()).readonly();
const said = { rule: z.string(), reason: z.string(), document_ids: strings, confidence: share };

const provenance = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("expert_feedback"),
    run_id: z.string(),
    feedback_id: z.string(),
    expert_id: z.string(),
    trust_score: share,
    confidence: share,
  }),
  z.object({ kind: z.literal("ingestion_rule"), ...said }),
]);
const common = {
  id: z.string(),
  provenance,
  priority_score: z.number().min(0),
  quality_score: share,
  problems: z.array(z.enum(candidateProblems)),
  proposed_at: z.string(),
  replaces_version: z.number().int().nullable(),
};

/** A candidate, as the state and the review desk keep it. Its texts may be empty: then it has a problem that says so. */
export const goldenCandidate: z.ZodType<GoldenCandidate> = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("answer"),
    entry: z.object({
      ...publishedSchema.omit({ updated_at: true }).shape,
      question: z.string(),
      answer: z.string(),
    }),
  }),
  z.object({ ...common, kind: z.literal("obsolete"), faq_id: z.string() }),
]);

/** What a rule on new knowledge proposes. */
export const goldenProposal: z.ZodType<GoldenProposal> = z.discriminatedUnion("kind", [
  z.object({ ...said, kind: z.literal("obsolete"), faq_id: z.string() }),
  z.object({
    ...said,
    kind: z.literal("answer"),
    question: z.string(),
    answer: z.string(),
    citations: publishedSchema.shape.citations,
    category: z.string(),
    tags: strings,
  }),
]);
