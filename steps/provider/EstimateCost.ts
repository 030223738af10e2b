import { step } from "../ragstep.gen.ts";

/** What the chosen model would cost for this conversation; null when no model was found. */
export default step("EstimateCost", {
  reads: ["provider_choice", "messages"],
  writes: ["cost_estimate"],
  attrs: ["cost_estimated", "estimated_cost_eur", "estimated_tokens", "provider_type", "model"],
  run({ state, services, log }) {
    const { provider_choice: offer } = state;
    const estimate = offer === null ? null : services.models.estimate(offer, state.messages);
    log({
      cost_estimated: estimate !== null,
      estimated_cost_eur: estimate?.cost ?? null,
      estimated_tokens: estimate === null ? null : estimate.input_tokens + estimate.output_tokens,
      provider_type: offer?.provider ?? null,
      model: offer?.model ?? null,
    });
    return { cost_estimate: estimate };
  },
});
