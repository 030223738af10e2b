import path from "node:path";

import { candidateFromFeedback } from "#rag/curation/make-candidate.ts";
import { createReviewDesk } from "#rag/curation/review-desk.ts";
import type { GoldenCandidate } from "#rag/curation/types.ts";
import { seedExperts } from "#rag/feedback/expert-rows.ts";
import type { ExpertFeedback, FeedbackSubmission } from "#rag/feedback/types.ts";
import type { ExpertValidation } from "#rag/feedback/validate-expert.ts";
import type { GoldenEntry } from "#rag/golden/types.ts";

import { memoryStores } from "./memory-stores.ts";
import { services } from "./services.ts";

const experts = path.resolve(import.meta.dirname, "../../../data/experts.yml");

/** The real stores with the sample experts, and the services with a review desk on the same database. */
export async function feedbackWorld(content: Parameters<typeof memoryStores>[0] = {}, settings: object = {}) {
  const world = await memoryStores(content);
  seedExperts(world.db, experts);
  const desk = createReviewDesk(world.db);
  return { ...world, desk, services: { ...services({ settings }), reviews: desk } };
}

/** The account of a sample expert, or of somebody else. */
export const signedIn = (user_id: string | null) => ({ session_data: { id: "session_1", user_id } });

/** Feedback as step 116 reads it, with what a test changes. */
export function submission(change: Partial<FeedbackSubmission> = {}): FeedbackSubmission {
  return {
    kinds: ["expert"],
    verdict: "wrong",
    comment: null,
    was_helpful: null,
    faq_id: null,
    knowledge_item_id: null,
    rating: null,
    expert_id: null,
    answer: "La risposta giusta.",
    confidence: 0.9,
    category: null,
    citations: [],
    ...change,
  };
}

/** The same as step 119 collects it. */
export function collected(change: object = {}) {
  return {
    feedback_id: "fb_1",
    claimed_expert_id: null,
    verdict: "wrong",
    category: null,
    answer: "La risposta giusta.",
    comment: null,
    confidence: 0.9,
    faq_id: null,
    knowledge_item_id: null,
    priority: "high",
    citations: [],
    ...change,
  };
}

/** An expert of whom step 120 thinks well. */
export const trusted: ExpertValidation = {
  expert_id: "expert-verdi",
  trust_score: 0.984,
  threshold: 0.7,
  shortcomings: [],
  problem: null,
};

/** The record that step 123 makes of it. */
export function record(change: Partial<ExpertFeedback> = {}): ExpertFeedback {
  return {
    feedback_id: "fb_1",
    run_id: "run_1",
    expert_id: "expert-verdi",
    verdict: "wrong",
    category: null,
    answer: "La risposta giusta.",
    comment: null,
    confidence: 1,
    trust_score: 0.984,
    faq_id: null,
    knowledge_item_id: null,
    query_signature: "signature_1",
    at: "2026-03-10T00:00:00.000Z",
    ...change,
  };
}

/** A candidate made of that record. */
export function candidate(
  change: Partial<ExpertFeedback> = {},
  current: GoldenEntry | null = null,
  question = "Chi firma il bilancio?",
): GoldenCandidate {
  const feedback = record(change);
  const proposed = {
    question,
    answer: feedback.answer ?? "",
    citations: [],
    category: "tax",
    tags: [],
    current,
  };
  return candidateFromFeedback(feedback, proposed, 1);
}
