import { step } from "../ragstep.gen.ts";

/** Asks whether the question came with files. */
export default step("AttachCheck", {
  reads: ["fingerprints"],
  attrs: ["attachments_present", "attachment_count", "decision"],
  pure: true,
  run({ state, log }) {
    const present = state.fingerprints.length > 0;
    log({
      attachments_present: present,
      attachment_count: state.fingerprints.length,
      decision: present ? "present" : "absent",
    });
    return present ? "Yes" : "No";
  },
});
