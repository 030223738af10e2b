import type { Citation, GoldenEntry } from "../golden/types.ts";

/** What the rules on new knowledge say about the golden set. `confidence` is 0 to 1. */
export type GoldenProposal = {
  /** Name of the rule that speaks. */
  readonly rule: string;
  readonly reason: string;
  /** The documents that it rests on. */
  readonly document_ids: readonly string[];
  readonly confidence: number;
} & (
  | {
      /** A golden answer that newer knowledge contradicts. */
      readonly kind: "obsolete";
      readonly faq_id: string;
    }
  | {
      /** A question that should have a golden answer. */
      readonly kind: "answer";
      readonly question: string;
      readonly answer: string;
      readonly citations: readonly Citation[];
      readonly category: string;
      readonly tags: readonly string[];
    }
);

/** Where a candidate comes from: kept with it, so that whoever decides can look it up. */
export type Provenance =
  | {
      readonly kind: "expert_feedback";
      readonly run_id: string;
      readonly feedback_id: string;
      readonly expert_id: string;
      readonly trust_score: number;
      readonly confidence: number;
    }
  | {
      readonly kind: "ingestion_rule";
      readonly rule: string;
      readonly reason: string;
      readonly document_ids: readonly string[];
      readonly confidence: number;
    };

/** A change of the golden set that somebody proposes. */
export type GoldenCandidate = {
  /** The same for the same proposal, whenever it is made. */
  readonly id: string;
  readonly provenance: Provenance;
  /** What to look at first: confidence x trust x times proposed x 100. */
  readonly priority_score: number;
  /** 0 to 1: the mean of confidence and trust. */
  readonly quality_score: number;
  /** Why it can never be published; empty when it can. */
  readonly problems: readonly CandidateProblem[];
  /** ISO 8601: the answer holds as of this moment. */
  readonly proposed_at: string;
  /** The version of the entry that it changes; null when there is no such entry yet. */
  readonly replaces_version: number | null;
} & (
  | {
      readonly kind: "answer";
      readonly entry: Omit<GoldenEntry, "version" | "updated_at">;
    }
  | { readonly kind: "obsolete"; readonly faq_id: string }
);

export const candidateProblems = ["personal_data", "already_golden", "unknown_entry", "no_question"] as const;
export type CandidateProblem = (typeof candidateProblems)[number];

export type ReviewVerdict = "approved" | "rejected";

/** A candidate that a person is to decide on, or has decided on. */
export interface Review {
  readonly candidate: GoldenCandidate;
  readonly status: "pending" | ReviewVerdict;
  readonly submitted_at: string;
  readonly decided_at: string | null;
  readonly decided_by: string | null;
}

/** The desk where candidates lie for people; what they decide is read from here. */
export interface ReviewDesk {
  /** Again changes nothing. */
  submit(candidate: GoldenCandidate): Promise<void>;
  verdictOn(candidate_id: string): Promise<ReviewVerdict | null>;
}
