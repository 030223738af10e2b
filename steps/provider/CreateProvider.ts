import { FatalStepError } from "#ragstep";

import { step } from "../ragstep.gen.ts";

/** Settles on the chosen model. */
export default step("CreateProvider", {
  reads: ["provider_choice"],
  writes: ["model_offer"],
  attrs: ["provider_created", "provider_type", "model"],
  pure: true,
  run({ state, log }) {
    const { provider_choice: offer } = state;
    if (offer === null) {
      throw new FatalStepError("No model was chosen, yet its cost was found to be within the budget.", {
        code: "provider-missing",
      });
    }
    log({ provider_created: true, provider_type: offer.provider, model: offer.model });
    return { model_offer: offer };
  },
});
