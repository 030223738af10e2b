import { expectMatch } from "#rag/golden/expect-match.ts";

import { step } from "../ragstep.gen.ts";

/** Hands an overtaken golden answer on as context, together with the knowledge that overtook it. */
export default step("PreContextFromGolden", {
  reads: ["golden_match", "kb_recent_changes"],
  writes: ["pre_context"],
  attrs: ["faq_id", "kb_deltas_count", "merge_completed"],
  pure: true,
  run({ state, log }) {
    const golden = expectMatch(state.golden_match);
    log({ faq_id: golden.faq_id, kb_deltas_count: state.kb_recent_changes.length, merge_completed: true });
    return { pre_context: { golden, changes: state.kb_recent_changes } };
  },
});
