import { step } from "../ragstep.gen.ts";

/** Yes once an answer has begun. */
export default step("LLMSuccess", {
  reads: ["llm_answer", "llm_error", "attempt_number", "model_offer"],
  attrs: [
    "llm_success",
    "decision",
    "has_response",
    "error_occurred",
    "error_type",
    "retryable",
    "attempt_number",
    "provider",
    "model",
    "has_tool_calls",
  ],
  pure: true,
  run({ state, log }) {
    const { llm_answer: answer, llm_error: error, model_offer: offer } = state;
    const success = answer !== null;
    log({
      llm_success: success,
      decision: success ? "success" : "failure",
      has_response: success,
      error_occurred: error !== null,
      error_type: error?.code ?? null,
      retryable: error?.retryable ?? null,
      provider: offer.provider,
      model: offer.model,
      has_tool_calls: answer?.kind === "tool-calls",
    });
    return success ? "Yes" : "No";
  },
});
