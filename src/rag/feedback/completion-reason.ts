const withoutFeedback = new Map([
  ["feedback_ui_not_displayed", "feedback_ui_not_available"],
  ["no_user_feedback", "no_feedback"],
]);

/** Why the feedback branch ends. The farthest that it came counts: a change of the golden set, then an expert's word. */
export function completionReason(came: {
  /** Why feedback was taken or not. */
  readonly reason?: string | undefined;
  /** Whether a trusted expert was heard. */
  readonly heard: boolean;
  /** What became of the candidates; undefined when none could be made. */
  readonly decisions?: readonly ("approved" | "rejected" | "needs_review")[] | undefined;
}): string {
  const { reason = "no_user_feedback", heard, decisions } = came;
  if (decisions !== undefined) {
    if (decisions.includes("approved")) return "golden_answer_published";
    if (decisions.includes("needs_review")) return "golden_approval_pending";
    return decisions.includes("rejected") ? "golden_approval_rejected" : "no_golden_candidate";
  }
  if (heard) return "expert_feedback_processed";
  return withoutFeedback.get(reason) ?? reason;
}
