import { anonymizationChoice } from "#rag/privacy/anonymization-choice.ts";
import { FatalStepError } from "#ragstep";

import { step } from "../ragstep.gen.ts";

/** Keeps the record of processing that article 30 GDPR asks for. Without it nothing is processed: a failure ends the run. */
export default step("GDPRLog", {
  reads: ["session_data", "user", "request_metadata"],
  attrs: [
    "gdpr_logged",
    "processing_recorded",
    "processing_id",
    "session_id",
    "user_id",
    "anonymized",
    "data_source",
  ],
  async run({ state, stores, services, run, clock, log }) {
    const { id: session_id, user_id } = state.session_data;
    if (session_id === null || user_id === null) {
      throw new FatalStepError("Personal data is processed only for a known session and user.", {
        code: "processing-without-user",
        hint: "Let only the `Yes` edge of `ValidCheck` lead here.",
      });
    }
    const anonymized = anonymizationChoice(state.user, services.settings).required;
    const data_source = `${state.request_metadata.method} ${state.request_metadata.url}`;
    const processing_id = await stores.AuditLog.recordProcessing({
      run_id: run.id,
      user_id,
      session_id,
      purpose: "SERVICE_PROVISION",
      legal_basis: "Art. 6(1)(b) GDPR: performance of a contract",
      data_source,
      anonymized,
      at: new Date(clock.now()).toISOString(),
    });
    log({
      gdpr_logged: true,
      processing_recorded: true,
      processing_id,
      session_id,
      user_id,
      anonymized,
      data_source,
    });
  },
});
