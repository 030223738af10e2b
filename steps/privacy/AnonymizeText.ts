import { anonymizeTurns } from "#rag/privacy/anonymize-turns.ts";

import { step } from "../ragstep.gen.ts";

/** Replaces personal data by placeholders in every message. If that fails the run ends: nothing goes on unprotected. */
export default step("AnonymizeText", {
  reads: ["validated_request"],
  writes: ["anonymized_messages", "pii_types", "pii_count", "pii_vault"],
  attrs: [
    "anonymization_completed",
    "pii_detected",
    "pii_anonymized",
    "pii_count",
    "message_count",
    "pii_types",
  ],
  run({ state, services, log }) {
    const pii_vault = services.pii.createVault();
    const { turns, types, count } = anonymizeTurns(state.validated_request.messages, services.pii, pii_vault);
    log({
      anonymization_completed: true,
      pii_detected: count > 0,
      // Equal values share a placeholder, so this is at most the count.
      pii_anonymized: pii_vault.size,
      message_count: turns.length,
    });
    return { anonymized_messages: turns, pii_types: types, pii_count: count, pii_vault };
  },
});
