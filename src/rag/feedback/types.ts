import type { Citation } from "../golden/types.ts";

/** Where feedback goes: to the golden answer, to a passage of the knowledge, to the judgement of an expert. */
export const feedbackKinds = ["faq", "knowledge", "expert"] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

export const verdicts = ["correct", "incomplete", "wrong"] as const;
export type Verdict = (typeof verdicts)[number];

/** What is the matter with an answer: old law, misread law, a case left out, a wrong sum, too general. */
export const feedbackCategories = [
  "normativa_obsoleta",
  "interpretazione_errata",
  "caso_mancante",
  "calcolo_sbagliato",
  "troppo_generico",
] as const;
export type FeedbackCategory = (typeof feedbackCategories)[number];

/** Feedback as it was understood. Its texts have placeholders for personal data. */
export interface FeedbackSubmission {
  readonly kinds: readonly FeedbackKind[];
  readonly verdict: Verdict | null;
  readonly comment: string | null;
  readonly was_helpful: boolean | null;
  readonly faq_id: string | null;
  readonly knowledge_item_id: string | null;
  /** 1 to 5. */
  readonly rating: number | null;
  readonly expert_id: string | null;
  /** What the answer should have been. */
  readonly answer: string | null;
  /** 0 to 1: how sure the giver is. */
  readonly confidence: number;
  readonly category: FeedbackCategory | null;
  readonly citations: readonly Citation[];
}

/** Who may be trusted, and why. Stored beforehand, never taken from the feedback itself. */
export interface Expert {
  readonly id: string;
  /** The account that the expert logs in with. */
  readonly user_id: string;
  readonly registration: {
    /** The professional register, such as `consulenti-del-lavoro`. */
    readonly register: string;
    readonly number: string;
    /** Whether somebody looked the number up. */
    readonly verified: boolean;
    /** ISO date; null without an end. */
    readonly valid_until: string | null;
  } | null;
  readonly years_experience: number;
  /** Proposals that a person has decided on, and how many of them were taken. */
  readonly judged: number;
  readonly accepted: number;
}

export interface FaqFeedback {
  readonly feedback_id: string;
  readonly run_id: string;
  readonly user_id: string;
  /** The golden answer; null when the feedback is about an answer that is none. */
  readonly faq_id: string | null;
  readonly was_helpful: boolean | null;
  readonly comment: string | null;
  /** ISO 8601. */
  readonly at: string;
}

export interface KnowledgeFeedback {
  readonly feedback_id: string;
  readonly run_id: string;
  readonly user_id: string;
  readonly knowledge_item_id: string;
  /** 1 to 5. */
  readonly rating: number | null;
  readonly comment: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What an expert says of the answer of one run. */
export interface ExpertFeedback {
  readonly feedback_id: string;
  readonly run_id: string;
  readonly expert_id: string;
  readonly verdict: Verdict | null;
  readonly category: FeedbackCategory | null;
  readonly answer: string | null;
  readonly comment: string | null;
  readonly confidence: number;
  readonly trust_score: number;
  readonly faq_id: string | null;
  readonly knowledge_item_id: string | null;
  /** The question's signature; null for a run without one. */
  readonly query_signature: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What is known of an expert's feedback so far. */
export interface ExpertMetrics {
  readonly feedback_count: number;
  /** 0 to 1, the mean over all feedback. */
  readonly correction_quality: number;
  /** 0 to 1. */
  readonly accuracy_rate: number;
  /** 0 to 1. */
  readonly trust_score: number;
}

export interface FeedbackReader {
  expertOf(user_id: string): Promise<Expert | null>;
  /** How many experts' records there are about a question. */
  recordsAbout(query_signature: string): Promise<number>;
}

export interface FeedbackWriter {
  /** False when it was there already; then nothing changes. The same holds for the two below. */
  putFaq(feedback: FaqFeedback): Promise<boolean>;
  putKnowledge(feedback: KnowledgeFeedback): Promise<boolean>;
  /** One record for each run and expert. */
  putRecord(feedback: ExpertFeedback): Promise<boolean>;
  /** Computes an expert's metrics anew from everything stored; null for an unknown expert. */
  updateMetrics(expert_id: string): Promise<ExpertMetrics | null>;
}
