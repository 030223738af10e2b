import { step } from "../ragstep.gen.ts";

/** Writes the general instruction, for questions without a trusted classification. */
export default step("DefaultSysPrompt", {
  reads: ["prompt_context"],
  writes: ["system_prompt"],
  attrs: ["trigger_reason", "prompt_type", "prompt_length", "has_context"],
  run({ state, services, log }) {
    const { context, selection_reason } = state.prompt_context;
    const system_prompt = services.prompts.systemPrompt({ context: context === "" ? undefined : context });
    log({
      trigger_reason: selection_reason,
      prompt_type: "default",
      prompt_length: system_prompt.length,
      has_context: context !== "",
    });
    return { system_prompt };
  },
});
