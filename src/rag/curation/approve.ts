import type { CandidateProblem, GoldenCandidate, ReviewVerdict } from "./types.ts";

export interface ApprovalThresholds {
  /** Quality from which an expert's answer is published without anybody's approval. */
  readonly auto_approve: number;
  /** Quality below which it is not worth a person's time. */
  readonly review_from: number;
}

/** What becomes of a candidate, and why. */
export type Approval =
  | { readonly kind: "approved"; readonly reason: "quality" | "person" }
  | { readonly kind: "rejected"; readonly reason: CandidateProblem | "low_quality" | "person" }
  | { readonly kind: "needs_review"; readonly reason: "between_thresholds" | "no_expert" };

/**
 * Decides on a candidate: what can never be published is rejected, then a person's word counts, then its quality. What no expert
 * stands behind always waits for a person.
 */
export function approve(
  candidate: GoldenCandidate,
  verdict: ReviewVerdict | null,
  { auto_approve, review_from }: ApprovalThresholds,
): Approval {
  const [problem] = candidate.problems;
  if (problem !== undefined) return { kind: "rejected", reason: problem };
  if (verdict !== null) return { kind: verdict, reason: "person" };
  if (candidate.provenance.kind !== "expert_feedback") return { kind: "needs_review", reason: "no_expert" };
  if (candidate.quality_score >= auto_approve) return { kind: "approved", reason: "quality" };
  if (candidate.quality_score < review_from) return { kind: "rejected", reason: "low_quality" };
  return { kind: "needs_review", reason: "between_thresholds" };
}
