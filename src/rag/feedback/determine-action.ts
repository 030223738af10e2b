import type { Verdict } from "./types.ts";

/** What becomes of an expert's feedback. */
export type FeedbackAction =
  | "already_recorded"
  | "feedback_acknowledged"
  | "answer_enhancement_queued"
  | "improvement_suggestion_logged"
  | "correction_queued"
  | "critical_review_flagged"
  | "feedback_logged";

export const proposing: ReadonlySet<FeedbackAction> = new Set([
  "answer_enhancement_queued",
  "correction_queued",
]);

/** Only an answer that is better than the one given can be proposed; what was heard before changes nothing. */
export function determineAction(feedback: {
  readonly verdict: Verdict | null;
  readonly answer: string | null;
  readonly created: boolean;
}): FeedbackAction {
  const { verdict, answer, created } = feedback;
  if (!created) return "already_recorded";
  if (verdict === "correct") return "feedback_acknowledged";
  if (verdict === "incomplete")
    return answer === null ? "improvement_suggestion_logged" : "answer_enhancement_queued";
  if (verdict === "wrong") return answer === null ? "critical_review_flagged" : "correction_queued";
  return "feedback_logged";
}
