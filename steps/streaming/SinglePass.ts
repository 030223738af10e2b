import { singlePass } from "#rag/streaming/single-pass.ts";

import { step } from "../ragstep.gen.ts";

/** Guards the stream against a second reader, who would send the answer twice. */
export default step("SinglePass", {
  reads: ["answer_stream"],
  writes: ["single_pass_stream"],
  attrs: ["stream_protected", "protection_configured"],
  pure: true,
  run({ state, log }) {
    log({ stream_protected: true, protection_configured: true });
    return { single_pass_stream: singlePass(state.answer_stream) };
  },
});
