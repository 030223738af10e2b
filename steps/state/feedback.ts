import { z } from "zod";
import { goldenCandidate, goldenProposal } from "#rag/curation/candidate-schema.ts";
import { feedSource } from "#rag/ingestion/feed-source.ts";
import { key } from "#ragstep";
import {
  approval,
  collectedFeedback,
  expertFeedback,
  expertValidation,
  feedbackAction,
  feedbackSubmission,
  publishedGolden,
} from "../feedback-schemas.ts";
import { ingestionProblem, ingestionReport, readFeed, storedDocument } from "../ingestion-schemas.ts";
import { count } from "./values.ts";

/** Keys of metrics, feedback, ingestion and curation. */
export const feedbackKeys = {
  // metrics and feedback
  metrics: key(
    z.object({
      response_time_ms: z.number(),
      total_tokens: count,
      cost_eur: z.number(),
      cache_hit: z.boolean(),
      failed_tasks: count,
    }),
    { output: true, doc: "What this run used." },
  ),
  feedback_ui: key(
    z.object({ displayed: z.boolean(), reason: z.string().nullable(), options: z.array(z.string()) }),
    { doc: "The feedback form offered with the answer." },
  ),
  feedback_reason: key(z.string(), { doc: "Why feedback is taken or not." }),
  feedback_submission: key(feedbackSubmission.nullable(), {
    doc: "The feedback as it was understood, without personal data; null when it cannot be.",
  }),
  faq_feedback: key(z.object({ feedback_id: z.string(), faq_id: z.string().nullable() }).nullable(), {
    doc: "Feedback on a golden answer; null when it was not stored.",
  }),
  knowledge_feedback: key(z.object({ feedback_id: z.string(), knowledge_item_id: z.string() }).nullable(), {
    doc: "Feedback on a passage; null when it was not stored.",
  }),
  collected_feedback: key(collectedFeedback.nullable(), {
    doc: "All that was said of the answer, brought together for the expert's record; null when it was not understood.",
  }),
  expert_validation: key(expertValidation, {
    doc: "Who gives the feedback and how far that person is trusted.",
  }),
  feedback_rejection: key(
    z.object({
      reason: z.enum(["insufficient_trust_score", "context_validation_error", "processing_error"]),
      message: z.string(),
    }),
    { output: true, doc: "Why the feedback changes nothing, in words for the one who gave it." },
  ),
  expert_feedback: key(expertFeedback, { doc: "The record of an expert's feedback." }),
  feedback_created: key(z.boolean(), { doc: "False when the expert's word on this run was stored before." }),
  feedback_action: key(feedbackAction, { doc: "What becomes of the feedback." }),

  // ingestion
  monitor_type: key(z.string(), {
    input: "optional",
    doc: "The group of feeds to look at; `all` for every group.",
  }),
  requested_feeds: key(z.array(feedSource), {
    input: "optional",
    doc: "Feeds to look at in place of the settings'.",
  }),
  feed_sources: key(z.array(feedSource), { doc: "The feeds that this run looks at." }),
  parsed_feeds: key(z.array(readFeed), { doc: "The feeds that could be read, with their items." }),
  feed_problems: key(z.array(ingestionProblem), { doc: "The feeds that could not be read, and why." }),
  ingested_documents: key(z.array(storedDocument), { doc: "The documents that were read and stored." }),
  known_items: key(count, { doc: "Items that were stored before, in the same revision." }),
  document_problems: key(z.array(ingestionProblem), {
    doc: "The documents that could not be read, and why.",
  }),
  ingestion_report: key(ingestionReport, { output: true, doc: "What a look at the feeds brought." }),

  // curation
  golden_proposals: key(z.array(goldenProposal), {
    doc: "What the rules on new knowledge propose for the golden set.",
  }),
  golden_candidates: key(z.array(goldenCandidate), {
    doc: "Changes of the golden set that are proposed, with where they come from.",
  }),
  golden_decisions: key(z.array(z.object({ candidate_id: z.string(), approval })), {
    doc: "What becomes of each candidate, in their order.",
  }),
  published_golden: key(z.array(publishedGolden), { doc: "What was changed in the golden set." }),
};
