import { confidenceLevel } from "#rag/classify/confidence-level.ts";
import { FatalStepError } from "#ragstep";

import { step } from "../ragstep.gen.ts";

/** Lets the model's classification hold. */
export default step("UseLLM", {
  reads: ["llm_classification"],
  writes: ["classification"],
  attrs: ["classification_applied", "classification_source", "confidence_level", "domain", "action"],
  pure: true,
  run({ state, log }) {
    const { llm_classification: llm } = state;
    if (llm === null) {
      throw new FatalStepError("The model's classification is to hold, but it gave none.", {
        code: "llm-classification-missing",
        hint: "Let only the `Yes` edge of `LLMBetter` lead here.",
      });
    }
    log({
      classification_applied: true,
      classification_source: llm.source,
      confidence_level: confidenceLevel(llm.confidence),
      domain: llm.domain,
      action: llm.action,
    });
    return { classification: llm };
  },
});
