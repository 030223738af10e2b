import { choosePrompt, promptConfidence } from "#rag/prompting/choose-prompt.ts";

import { step } from "../ragstep.gen.ts";

/** Gathers what the system prompt is to carry, and says which prompt fits and why. */
export default step("SelectPrompt", {
  optional: {
    classification: "The default prompt fits.",
    merged_context: "The prompt carries no context.",
    default_prompt_reason: "A missing classification is called just that.",
  },
  writes: ["prompt_context"],
  attrs: [
    "classification_confidence",
    "classification_available",
    "confidence_threshold",
    "reason",
    "prompt_type",
    "domain",
    "action",
    "context_length",
    "prompt_selected",
  ],
  pure: true,
  run({ state, log }) {
    const { classification, merged_context: context = "" } = state;
    const { prompt_type, reason } = choosePrompt(classification, state.default_prompt_reason);
    log({
      classification_confidence: classification?.confidence ?? null,
      classification_available: classification !== undefined,
      confidence_threshold: promptConfidence,
      reason,
      prompt_type,
      domain: classification?.domain ?? null,
      action: classification?.action ?? null,
      context_length: context.length,
      prompt_selected: true,
    });
    return { prompt_context: { context, selection_reason: reason } };
  },
});
