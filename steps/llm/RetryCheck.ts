import { step } from "../ragstep.gen.ts";

/** Yes when the failure may pass and an attempt is left. */
export default step("RetryCheck", {
  reads: ["llm_error", "attempt_number"],
  attrs: [
    "retry_allowed",
    "decision",
    "attempts_remaining",
    "attempt_number",
    "max_retries",
    "max_retries_exceeded",
    "is_last_retry",
    "reason",
  ],
  run({ state, services, log }) {
    const { max_attempts } = services.settings.llm;
    const remaining = Math.max(0, max_attempts - state.attempt_number);
    const retryable = state.llm_error?.retryable ?? false;
    const allowed = retryable && remaining > 0;
    log({
      retry_allowed: allowed,
      decision: allowed ? "retry" : "no_retry",
      attempts_remaining: remaining,
      max_retries: max_attempts,
      max_retries_exceeded: remaining === 0,
      is_last_retry: remaining === 1,
      reason: allowed ? null : retryable ? "attempts_exhausted" : "not_retryable",
    });
    return allowed ? "Yes" : "No";
  },
});
