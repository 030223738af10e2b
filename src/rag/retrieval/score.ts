import type { ScoreParts } from "./types.ts";

/** How much each part says. They add up to 1. */
export const scoreWeights: ScoreParts = {
  bm25: 0.45,
  vector: 0.3,
  recency: 0.1,
  quality: 0.1,
  authority: 0.05,
};

const dayMs = 86_400_000;
/** After a year a document counts half as recent. */
const recencyHalfLifeDays = 365;

/** 1 for what changed now (or is dated ahead), half after a year, a quarter after two. */
export function recencyAt(updatedMs: number, nowMs: number): number {
  const days = Math.max(0, nowMs - updatedMs) / dayMs;
  return 2 ** (-days / recencyHalfLifeDays);
}

/** The weighted sum of the parts, 0 to 1. */
export function scoreOf(parts: ScoreParts): number {
  return (
    scoreWeights.bm25 * parts.bm25 +
    scoreWeights.vector * parts.vector +
    scoreWeights.recency * parts.recency +
    scoreWeights.quality * parts.quality +
    scoreWeights.authority * parts.authority
  );
}

/** A number forced into 0 to 1; what is not a number is 0. */
export function unit(value: number | null): number {
  return value === null || Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, value));
}
