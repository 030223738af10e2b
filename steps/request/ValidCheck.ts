import { step } from "../ragstep.gen.ts";

/** Lets a request through that is sound and whose sender is known. */
export default step("ValidCheck", {
  reads: ["validation_errors", "authentication"],
  attrs: ["validation_event", "is_valid", "authenticated", "validation_errors", "error_count"],
  pure: true,
  run({ state, log }) {
    const { validation_errors, authentication } = state;
    const valid = authentication.ok && validation_errors.length === 0;
    log({
      validation_event: valid ? "request_valid" : "request_refused",
      is_valid: valid,
      authenticated: authentication.ok,
      error_count: validation_errors.length,
    });
    return valid ? "Yes" : "No";
  },
});
