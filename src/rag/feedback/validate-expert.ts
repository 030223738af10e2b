import { trustScore } from "./trust-score.ts";
import type { Expert } from "./types.ts";

/** Why feedback is not an expert's word. */
export type ExpertProblem =
  "invalid_feedback" | "not_signed_in" | "unknown_expert" | "other_experts_name" | "lookup_failed";

export interface ExpertValidation {
  readonly expert_id: string | null;
  /** 0 to 1; null when nobody could be judged. */
  readonly trust_score: number | null;
  readonly threshold: number;
  /** What kept the score from being higher. */
  readonly shortcomings: readonly ("registration" | "experience" | "accuracy")[];
  readonly problem: ExpertProblem | null;
}

/** A validation that failed before any score. */
export function notValidated(problem: ExpertProblem, threshold: number): ExpertValidation {
  return { expert_id: null, trust_score: null, threshold, shortcomings: [], problem };
}

/** Judges the expert behind an account. The name in the feedback proves nothing: it only must not be another's. */
export function validateExpert(
  expert: Expert | null,
  claimed_id: string | null,
  { threshold, now }: { readonly threshold: number; readonly now: number },
): ExpertValidation {
  if (expert === null) return notValidated("unknown_expert", threshold);
  if (claimed_id !== null && claimed_id !== expert.id) return notValidated("other_experts_name", threshold);
  const { score, registration, experience, accuracy } = trustScore(expert, now);
  const shares = { registration, experience, accuracy };
  const shortcomings = (["registration", "experience", "accuracy"] as const).filter(
    (part) => shares[part] < threshold,
  );
  return { expert_id: expert.id, trust_score: score, threshold, shortcomings, problem: null };
}
