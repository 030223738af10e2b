import type { Classification } from "./types.ts";

/** Whether a model's classification replaces the one of the rules, and why. */
export interface Comparison {
  readonly better: boolean;
  /** Confidence gained, rounded to six decimals; null without a classification of the model. */
  readonly improvement: number | null;
  readonly reason:
    | "no_llm_available"
    | "llm_higher_confidence"
    | "llm_different_classification_higher_confidence"
    | "improvement_below_threshold"
    | "equal_confidence_prefer_rule_based"
    | "rule_based_higher_confidence";
  readonly changed: boolean;
}

/** The rules are reproducible, so a model must beat them by more than `minImprovement` (0 to 1) to be believed. */
export function compareClassifications(
  rules: Classification,
  llm: Classification | null,
  minImprovement: number,
): Comparison {
  if (llm === null) return { better: false, improvement: null, reason: "no_llm_available", changed: false };
  const changed = llm.domain !== rules.domain || llm.action !== rules.action;
  // Rounded, or 0.65 - 0.60 would be more than 0.05.
  const improvement = Math.round((llm.confidence - rules.confidence) * 1e6) / 1e6;
  if (improvement > minImprovement) {
    const reason = changed ? "llm_different_classification_higher_confidence" : "llm_higher_confidence";
    return { better: true, improvement, reason, changed };
  }
  const reason =
    improvement > 0
      ? "improvement_below_threshold"
      : improvement === 0
        ? "equal_confidence_prefer_rule_based"
        : "rule_based_higher_confidence";
  return { better: false, improvement, reason, changed };
}
