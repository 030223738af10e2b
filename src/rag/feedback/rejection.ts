import type { ExpertProblem, ExpertValidation } from "./validate-expert.ts";

/** Why feedback changes nothing, and the same in words for the one who gave it. */
export interface FeedbackRejection {
  readonly reason: "insufficient_trust_score" | "context_validation_error" | "processing_error";
  readonly message: string;
}

const problems: Readonly<Record<ExpertProblem, FeedbackRejection>> = {
  invalid_feedback: {
    reason: "context_validation_error",
    message: "The feedback has fields that are unknown or not of the kind expected.",
  },
  not_signed_in: {
    reason: "context_validation_error",
    message: "Only the feedback of an expert who is signed in can change an answer.",
  },
  unknown_expert: {
    reason: "insufficient_trust_score",
    message: "The account that gives the feedback is no registered expert's.",
  },
  other_experts_name: {
    reason: "context_validation_error",
    message: "The feedback names an expert to whom the account does not belong.",
  },
  lookup_failed: {
    reason: "processing_error",
    message: "The expert could not be looked up; the feedback may be given again.",
  },
};

const shortcomings = {
  registration: "no verified registration in force",
  experience: "few years of experience",
  accuracy: "few proposals taken so far",
} as const;

/** Says why feedback is rejected: who could not be validated, or what the score lacks. */
export function rejectionOf(validation: ExpertValidation): FeedbackRejection {
  if (validation.problem !== null) return problems[validation.problem];
  const score = (validation.trust_score ?? 0).toFixed(2);
  const lacking = validation.shortcomings.map((part) => shortcomings[part]).join(", ");
  const because = lacking === "" ? "" : `: ${lacking}`;
  return {
    reason: "insufficient_trust_score",
    message: `The expert's trust score ${score} is below ${validation.threshold.toFixed(2)}${because}.`,
  };
}
