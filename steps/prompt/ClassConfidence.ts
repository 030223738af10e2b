import { choosePrompt, promptConfidence } from "#rag/prompting/choose-prompt.ts";

import { step } from "../ragstep.gen.ts";

/** Asks whether there is a classification worth a prompt of its own. */
export default step("ClassConfidence", {
  optional: { classification: "There is none: the default prompt fits." },
  attrs: [
    "classification_event",
    "classification_exists",
    "confidence_sufficient",
    "confidence_value",
    "threshold",
    "domain",
    "action",
    "fallback_used",
  ],
  pure: true,
  run({ state, log }) {
    const { classification } = state;
    const sufficient = choosePrompt(classification).prompt_type === "domain";
    log({
      classification_event: sufficient
        ? "exists_confidence_sufficient"
        : classification === undefined
          ? "does_not_exist"
          : "exists_confidence_insufficient",
      classification_exists: classification !== undefined,
      confidence_sufficient: sufficient,
      confidence_value: classification?.confidence ?? null,
      threshold: promptConfidence,
      domain: classification?.domain ?? null,
      action: classification?.action ?? null,
      fallback_used: classification?.source === "llm",
    });
    return sufficient ? "Yes" : "No";
  },
});
