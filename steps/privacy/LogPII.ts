import { step } from "../ragstep.gen.ts";

/** Records that personal data was replaced: kinds and how often, never what it was. */
export default step("LogPII", {
  reads: ["pii_types", "pii_count"],
  attrs: ["audit_event", "pii_types", "anonymized_count", "anonymization_method", "audit_id"],
  async run({ state, stores, run, clock, log }) {
    const method = "reversible_placeholder";
    const audit_id = await stores.AuditLog.recordAnonymization({
      run_id: run.id,
      pii_types: state.pii_types,
      anonymized_count: state.pii_count,
      method,
      at: new Date(clock.now()).toISOString(),
    });
    log({
      audit_event: "pii_anonymized",
      anonymized_count: state.pii_count,
      anonymization_method: method,
      audit_id,
    });
  },
});
