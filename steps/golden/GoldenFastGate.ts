import { fastPath } from "#rag/golden/fast-path.ts";

import { step } from "../ragstep.gen.ts";

/** Lets a question that stands alone look for a ready answer. */
export default step("GoldenFastGate", {
  reads: ["user_query", "query_complexity", "messages", "fingerprints"],
  attrs: ["golden_fast_path_eligible", "eligibility_reason", "query_complexity", "attachment_count"],
  pure: true,
  run({ state, log }) {
    const { eligible, reason } = fastPath(state.user_query, state.messages, state.fingerprints.length);
    log({
      golden_fast_path_eligible: eligible,
      eligibility_reason: reason,
      attachment_count: state.fingerprints.length,
    });
    return eligible ? "Yes" : "No";
  },
});
