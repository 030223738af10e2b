import { step } from "../ragstep.gen.ts";

/** Lets the files on when nothing was found against any of them. */
export default step("AttachOK", {
  reads: ["attachment_errors"],
  attrs: ["attachments_valid", "error_count", "decision"],
  pure: true,
  run({ state, log }) {
    const valid = state.attachment_errors.length === 0;
    log({
      attachments_valid: valid,
      error_count: state.attachment_errors.length,
      decision: valid ? "valid" : "invalid",
    });
    return valid ? "Yes" : "No";
  },
});
