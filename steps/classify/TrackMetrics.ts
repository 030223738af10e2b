import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Counts the classification. An answer never waits for its statistics: a log that fails is noted and passed over. */
export default step("TrackMetrics", {
  reads: ["classification"],
  optional: { llm_classification: "The rules were sure enough: no model was asked." },
  attrs: [
    "metrics_event",
    "metrics_tracked",
    "domain",
    "action",
    "confidence",
    "fallback_used",
    "classification_source",
    "metrics_error",
  ],
  async run({ state, stores, run, clock, signal, log }) {
    const { domain, action, confidence, source } = state.classification;
    const fallback_used = state.llm_classification !== undefined;
    const at = new Date(clock.now()).toISOString();
    const { failure } = await tolerate(
      () =>
        stores.UsageLog.recordClassification({
          run_id: run.id,
          domain,
          action,
          confidence,
          fallback_used,
          at,
        }),
      undefined,
      signal,
    );
    log({
      metrics_event: failure === null ? "classification_tracked" : "tracking_failed",
      metrics_tracked: failure === null,
      domain,
      action,
      confidence,
      fallback_used,
      classification_source: source,
      metrics_error: failure,
    });
  },
});
