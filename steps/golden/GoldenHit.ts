import { step } from "../ragstep.gen.ts";

/** Trusts a golden answer only when the question is nearly the one it answers. */
export default step("GoldenHit", {
  reads: ["golden_match"],
  attrs: ["confidence", "threshold", "is_high_confidence", "faq_id"],
  run({ state, services, log }) {
    const { threshold } = services.settings.golden;
    const confidence = state.golden_match?.similarity_score ?? null;
    const high = confidence !== null && confidence >= threshold;
    log({ confidence, threshold, is_high_confidence: high, faq_id: state.golden_match?.faq_id ?? null });
    return high ? "Yes" : "No";
  },
});
