import { step } from "../ragstep.gen.ts";

/** Answers that there is no answer. What went wrong inside stays inside: the client gets a code and nothing more. */
export default step("Error500", {
  optional: {
    llm_error: "names the step's error instead",
    step_error: "names the model call's error instead",
    attempt_number: "counts no attempt",
    model_offer: "names no model",
    cache_claim: "nobody waits for this run's answer",
  },
  writes: ["status_code", "response_headers", "response_body", "response_metadata"],
  attrs: ["error_raised", "status_code", "error_type", "attempt_number", "provider", "model"],
  run({ state, log }) {
    state.cache_claim?.release();
    const error_code = state.llm_error?.code ?? state.step_error?.code ?? "internal-error";
    const provider = state.model_offer?.provider ?? null;
    const model = state.model_offer?.model ?? null;
    log({
      error_raised: true,
      error_type: error_code,
      attempt_number: state.attempt_number ?? 0,
      provider,
      model,
    });
    return {
      status_code: 500,
      response_headers: { "Content-Type": "application/json; charset=utf-8" },
      response_body: {
        detail: "The request could not be answered. Please try again later.",
        status_code: 500,
        error_code,
      },
      response_metadata: { source: "error", provider, model, strategy: null, cost_eur: 0 },
    };
  },
});
