import { retryWait } from "#rag/llm/retry-wait.ts";

import { step } from "../ragstep.gen.ts";

/** Waits, twice as long each time, before the same model is called again. */
export default step("RetrySame", {
  reads: ["attempt_number", "model_offer"],
  attrs: ["retry_initiated", "attempt_number", "next_attempt", "provider_type", "model", "wait_ms"],
  async run({ state, services, clock, signal, log }) {
    const wait_ms = retryWait(state.attempt_number, services.settings.llm.retry_backoff_ms);
    log({
      retry_initiated: true,
      next_attempt: state.attempt_number + 1,
      provider_type: state.model_offer.provider,
      model: state.model_offer.model,
      wait_ms,
    });
    await clock.sleep(wait_ms, signal);
  },
});
