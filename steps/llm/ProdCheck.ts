import { step } from "../ragstep.gen.ts";

/** Yes for the last attempt in production: it goes to another model. */
export default step("ProdCheck", {
  reads: ["attempt_number"],
  attrs: [
    "use_failover",
    "decision",
    "is_production",
    "is_last_retry",
    "attempt_number",
    "max_retries",
    "environment",
  ],
  run({ state, services, log }) {
    const { environment, llm } = services.settings;
    const production = environment === "production";
    const lastRetry = llm.max_attempts - state.attempt_number === 1;
    const failover = production && lastRetry;
    log({
      use_failover: failover,
      decision: failover ? "failover" : "retry_same",
      is_production: production,
      is_last_retry: lastRetry,
      max_retries: llm.max_attempts,
      environment,
    });
    return failover ? "Yes" : "No";
  },
});
