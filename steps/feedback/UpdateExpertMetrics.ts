import { correctionQuality } from "#rag/feedback/correction-quality.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Computes the expert's metrics anew from all that is stored. A failure is made good by the next feedback. */
export default step("UpdateExpertMetrics", {
  reads: ["expert_feedback"],
  attrs: [
    "metrics_updated",
    "expert_id",
    "feedback_type_processed",
    "correction_quality",
    "new_trust_score",
    "new_accuracy_rate",
    "new_feedback_count",
    "error",
  ],
  async run({ state, stores, signal, log }) {
    const { expert_feedback: feedback } = state;
    const { value: metrics, failure } = await tolerate(
      () => stores.FeedbackDB.updateMetrics(feedback.expert_id),
      null,
      signal,
    );
    log({
      metrics_updated: metrics !== null,
      expert_id: feedback.expert_id,
      feedback_type_processed: feedback.verdict,
      correction_quality: correctionQuality(feedback),
      new_trust_score: metrics?.trust_score ?? null,
      new_accuracy_rate: metrics?.accuracy_rate ?? null,
      new_feedback_count: metrics?.feedback_count ?? null,
      error: metrics === null ? (failure ?? "expert_not_found") : null,
    });
  },
});
