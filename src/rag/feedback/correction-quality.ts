import type { ExpertFeedback } from "./types.ts";

/** How much there is to learn from feedback, 0 to 1: 1 with an answer, 0.6 with a comment or a category, 0.3 with a verdict alone. */
export function correctionQuality({
  answer,
  comment,
  category,
}: Pick<ExpertFeedback, "answer" | "comment" | "category">): number {
  if (answer !== null) return 1;
  return comment !== null || category !== null ? 0.6 : 0.3;
}
