import { step } from "../ragstep.gen.ts";

/** Goes on without a classification, and says why. */
export default step("DefaultPrompt", {
  writes: ["default_prompt_reason"],
  attrs: ["default_prompt_applied", "classification_bypassed", "prompt_strategy", "bypass_reason"],
  pure: true,
  run({ log }) {
    const default_prompt_reason = "no_user_message";
    log({
      default_prompt_applied: true,
      classification_bypassed: true,
      prompt_strategy: "default",
      bypass_reason: default_prompt_reason,
    });
    return { default_prompt_reason };
  },
});
