import { step } from "../ragstep.gen.ts";

/** Asks whether personal data was found, so that the audit log hears of it. */
export default step("PIICheck", {
  reads: ["pii_types", "pii_count"],
  attrs: ["pii_event", "pii_detected", "pii_count", "pii_types"],
  pure: true,
  run({ state, log }) {
    const detected = state.pii_count > 0;
    log({ pii_event: detected ? "pii_detected" : "no_pii_detected", pii_detected: detected });
    return detected ? "Yes" : "No";
  },
});
