import type { Expert } from "./types.ts";

/** What a trust score is made of; each part is 0 to 1. */
export interface TrustScore {
  readonly score: number;
  readonly registration: number;
  readonly experience: number;
  readonly accuracy: number;
}

const weights = { registration: 0.4, experience: 0.2, accuracy: 0.4 };
/** Nobody's accuracy is known at first: it starts as if 3 of 5 proposals had been taken. */
const prior = { accepted: 3, judged: 5 };

function registrationShare({ registration }: Expert, now: number): number {
  if (registration === null) return 0;
  const { valid_until, verified } = registration;
  // Valid through the whole of its last day.
  if (valid_until !== null && now >= Date.parse(valid_until) + 24 * 3600 * 1000) return 0;
  return verified ? 1 : 0.5;
}

/** 0 to 1: the share of an expert's proposals that people took, smoothed while there are few. */
export function accuracyOf({ accepted, judged }: Pick<Expert, "accepted" | "judged">): number {
  return (accepted + prior.accepted) / (judged + prior.judged);
}

/**
 * How far an expert is trusted, 0 to 1: 0.4 x registration + 0.2 x experience + 0.4 x accuracy.
 * Registration: 1 when verified, 0.5 when only stated, 0 without one or past its end. Experience: years / 10, at most 1.
 * Accuracy: (accepted + 3) / (judged + 5). So nobody reaches 0.7 without a registration, and nothing that the feedback
 * says of itself counts. `now` is milliseconds since 1970.
 */
export function trustScore(expert: Expert, now: number): TrustScore {
  const registration = registrationShare(expert, now);
  const experience = Math.min(Math.max(expert.years_experience, 0) / 10, 1);
  const accuracy = accuracyOf(expert);
  const score =
    weights.registration * registration + weights.experience * experience + weights.accuracy * accuracy;
  return { score: Math.round(score * 10_000) / 10_000, registration, experience, accuracy };
}
