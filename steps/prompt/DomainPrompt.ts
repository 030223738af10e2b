import { FatalStepError } from "#ragstep";

import { step } from "../ragstep.gen.ts";

/** Writes the instruction for the question's field and kind of request. */
export default step("DomainPrompt", {
  reads: ["prompt_context"],
  optional: { classification: "Fails: only a trusted classification leads here." },
  writes: ["system_prompt"],
  attrs: ["prompt_generated", "domain", "action", "prompt_type", "prompt_length", "has_context"],
  run({ state, services, log }) {
    const { classification, prompt_context } = state;
    if (classification === undefined) {
      throw new FatalStepError("A domain prompt wants a classification, but there is none.", {
        code: "classification-missing",
        hint: "Let only the `Yes` edge of `ClassConfidence` lead here.",
      });
    }
    const { domain, action } = classification;
    const context = prompt_context.context === "" ? undefined : prompt_context.context;
    const system_prompt = services.prompts.domainPrompt({ domain, action, context });
    log({
      prompt_generated: true,
      domain,
      action,
      prompt_type: "domain",
      prompt_length: system_prompt.length,
      has_context: context !== undefined,
    });
    return { system_prompt };
  },
});
