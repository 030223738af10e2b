import { step } from "../ragstep.gen.ts";

/** Sums the way to the answer up in one line. The answer may still be coming: its length is null then. */
export default step("LogComplete", {
  reads: ["processing_started_at", "user_query", "response_content", "response_metadata"],
  optional: { classification: "logs no field and no kind of request" },
  attrs: [
    "completion_event",
    "success",
    "response_type",
    "processing_time_ms",
    "query_length",
    "response_length",
    "has_classification",
    "domain",
    "action",
    "confidence",
  ],
  pure: true,
  run({ state, clock, log }) {
    const { classification, response_metadata } = state;
    log({
      completion_event: "rag_processing_complete",
      success: response_metadata.source !== "error",
      response_type: response_metadata.source,
      processing_time_ms: clock.now() - state.processing_started_at,
      query_length: state.user_query.length,
      response_length: state.response_content?.length ?? null,
      has_classification: classification !== undefined,
      domain: classification?.domain ?? null,
      action: classification?.action ?? null,
      confidence: classification?.confidence ?? null,
    });
  },
});
