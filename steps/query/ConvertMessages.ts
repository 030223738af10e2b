import { toMessages } from "#rag/query/to-messages.ts";

import { step } from "../ragstep.gen.ts";

/** Turns what the client sent into messages for a model. */
export default step("ConvertMessages", {
  reads: ["raw_messages"],
  writes: ["messages"],
  attrs: ["conversion_successful", "message_count"],
  pure: true,
  run({ state, log }) {
    const messages = toMessages(state.raw_messages);
    log({
      conversion_successful: messages.length === state.raw_messages.length,
      message_count: messages.length,
    });
    return { messages };
  },
});
