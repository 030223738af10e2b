import { expectMatch } from "#rag/golden/expect-match.ts";
import { knowledgeDelta } from "#rag/golden/knowledge-delta.ts";

import { step } from "../ragstep.gen.ts";

/** Asks whether newer knowledge overtakes the golden answer. */
export default step("KBDelta", {
  reads: ["golden_match", "kb_recent_changes"],
  attrs: [
    "kb_is_newer",
    "has_conflicting_tags",
    "kb_takes_precedence",
    "golden_updated",
    "kb_updated",
    "cited_document_changed",
  ],
  pure: true,
  run({ state, log }) {
    const golden = expectMatch(state.golden_match);
    const delta = knowledgeDelta(golden, state.kb_recent_changes);
    log({
      kb_is_newer: delta.newer > 0,
      has_conflicting_tags: delta.shared_tags > 0,
      kb_takes_precedence: delta.overtakes,
      golden_updated: golden.updated_at,
      kb_updated: delta.latest,
      cited_document_changed: delta.cited > 0,
    });
    return delta.overtakes ? "Yes" : "No";
  },
});
