import { chooseOffer, describeOffer } from "#rag/llm/choose-offer.ts";

import { step } from "../ragstep.gen.ts";

/** The first model of the failover order. The budget is not looked at here: CostCheck does that. */
export default step("PrimaryProvider", {
  reads: ["messages", "routing_request"],
  writes: ["provider_choice"],
  attrs: ["provider_selected", "provider_type", "model", "cost_per_token", "reason"],
  run({ state, services, log }) {
    const choice = chooseOffer(services.models, "FAILOVER", state.messages, state.routing_request);
    log(describeOffer(choice));
    return { provider_choice: choice };
  },
});
