import { anonymizationChoice } from "#rag/privacy/anonymization-choice.ts";

import { step } from "../ragstep.gen.ts";

/** Decides whether personal data is replaced: the user's choice first, then the installation's; in doubt yes. */
export default step("PrivacyCheck", {
  reads: ["user"],
  attrs: ["privacy_enabled", "anonymization_required", "decision", "user_preference_override", "user_id"],
  run({ state, services, log }) {
    const { required, decided_by } = anonymizationChoice(state.user, services.settings);
    log({
      privacy_enabled: services.settings.privacy.anonymize_requests,
      anonymization_required: required,
      decision: required ? "anonymize_enabled" : "anonymize_disabled",
      user_preference_override: decided_by === "user",
      user_id: state.user.id,
    });
    return required ? "Yes" : "No";
  },
});
